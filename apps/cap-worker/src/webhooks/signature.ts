import { createHmac } from 'node:crypto';

const prefix = 'whsec_';

/**
 * Signs by Standard Webhooks: HMAC-SHA256 under the subscriber's secret over id, moment of sending (whole seconds of real time)
 * and body; under each secret that holds, the newest first. The receiver refuses a moment that is long ago, so that nobody can
 * send what was overheard once more.
 */
export function sign(
  secrets: readonly string[],
  id: string,
  sentAt: Date,
  body: string,
): Readonly<Record<string, string>> {
  const seconds = String(Math.floor(sentAt.getTime() / 1000));
  const signed = `${id}.${seconds}.${body}`;
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.startsWith(prefix) ? secret.slice(prefix.length) : secret, 'base64');
    return `v1,${createHmac('sha256', key).update(signed, 'utf8').digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures.join(' ') };
}
