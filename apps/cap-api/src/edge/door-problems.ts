import { ProblemError } from './problem';

/** What the door itself says: too much, too slow, too busy. */

/** Seconds after which it is worth while to ask again, for `Retry-After`. */
export const retryAfterSeconds = '2';

const again =
  'Stuur hetzelfde verzoek over enkele seconden opnieuw, een opdracht met dezelfde Idempotency-Key: dan gebeurt zij één keer.';

/** More asks than can be done now: no connection came free in time, or something was held for too long. */
export const tooBusy = (): ProblemError =>
  new ProblemError(503, 'too-busy', {
    title: 'Het is nu te druk',
    detail: 'Uw verzoek kwam niet op tijd aan de beurt. Er is niets half gedaan.',
    todo: again,
  });

/** The database is away. Of a command that was under way nobody knows whether it was carried out, until it is repeated. */
export const unavailable = (): ProblemError =>
  new ProblemError(503, 'temporarily-unavailable', {
    title: 'Even niet beschikbaar',
    detail: 'Wij kunnen u nu geen antwoord geven. Een opdracht is helemaal uitgevoerd of helemaal niet.',
    todo: again,
  });

export const tooLarge = (): ProblemError =>
  new ProblemError(413, 'request-too-large', {
    title: 'Het verzoek is te groot',
    detail: 'Een verzoek is hoogstens 1 MB. Er is niets gewijzigd.',
    todo: 'Verdeel de inhoud over meer verzoeken, bijvoorbeeld met minder meldingen per keer.',
  });

export const tooSlow = (): ProblemError =>
  new ProblemError(408, 'request-too-slow', {
    title: 'Het verzoek kwam niet op tijd binnen',
    detail: 'De verbinding bleef te lang wachten op de rest van het verzoek. Er is niets gewijzigd.',
    todo: 'Controleer uw verbinding en stuur het verzoek opnieuw, een opdracht met dezelfde Idempotency-Key.',
  });

export const headersTooLarge = (): ProblemError =>
  new ProblemError(431, 'headers-too-large', {
    title: 'De koppen van het verzoek zijn te groot',
    detail: 'De koppen zijn samen hoogstens 16 kB. Er is niets gewijzigd.',
    todo: 'Stuur alleen de koppen die in de documentatie staan.',
  });

export const unreadable = (status: number): ProblemError =>
  new ProblemError(status, 'request-unreadable', {
    title: 'Het verzoek is onleesbaar',
    detail: 'De inhoud is geen JSON of heeft een verkeerd soort.',
    todo: 'Stuur JSON met de kop Content-Type: application/json.',
  });

export const addressUnreadable = (): ProblemError =>
  new ProblemError(400, 'address-unreadable', {
    title: 'Het adres is onleesbaar',
    detail: 'Het adres bevat tekens die niet zijn geschreven zoals in een adres hoort.',
    todo: 'Schrijf bijzondere tekens in een adres als procentcodes.',
  });
