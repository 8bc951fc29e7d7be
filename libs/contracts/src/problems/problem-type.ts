import type { RefusalCode } from '../refusals';

/** The `type` of a problem (RFC 9457): it names the problem, and need not be an address. */
export const problemType = (code: string): string => `https://cap.example/problemen/${code}`;

/** The one map from refusals to HTTP: who may not refer is forbidden, all else is a conflict with how things stand. */
export const refusalStatus = (code: RefusalCode): number => (code === 'referrer-not-entitled' ? 403 : 409);
