import { ProblemError } from './problem';

/** What the door itself says: too much, too slow, too busy. */

/** Seconds after which it is worth while to ask again, for `Retry-After`. */
export const retryAfterSeconds = '2';

/** More asks than can be done now: no connection came free in time, or something was held for too long. */
export const tooBusy = (): ProblemError => new ProblemError('too-busy');

/** The database is away. Of a command that was under way nobody knows whether it was carried out, until it is repeated. */
export const unavailable = (): ProblemError => new ProblemError('temporarily-unavailable');

export const tooLarge = (): ProblemError => new ProblemError('request-too-large');

export const tooSlow = (): ProblemError => new ProblemError('request-too-slow');

export const headersTooLarge = (): ProblemError => new ProblemError('headers-too-large');

export const unreadable = (status: number): ProblemError => new ProblemError('request-unreadable', { status });

export const addressUnreadable = (): ProblemError => new ProblemError('address-unreadable');
