/** The version of the API, as semver has it: a new first number is another API, under another address. */
export const apiVersion = '0.1.0';

/** API Design Rules 2.2: on every answer, errors included. */
export const answerHeaders = {
  'API-Version': apiVersion,
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
} as const;
