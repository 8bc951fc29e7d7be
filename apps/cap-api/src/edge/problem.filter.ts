import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { PersonDiffers, UnacceptableBsn } from '@cap/dossier';
import { CommandIdReused, isOverload, isTransient } from '@cap/event-store';
import { InvalidCursor } from '@cap/read-models';
import { NotFound, UnacceptableAddress, UnknownMoment, WrongVersion } from '@cap/use-cases';
import type { FastifyReply } from 'fastify';
import { invalid } from './body.pipe';
import { retryAfterSeconds, tooBusy, tooLarge, unavailable, unreadable } from './door-problems';
import { ProblemError } from './problem';

/** Turns whatever was thrown into `application/problem+json`. Details of what broke go to the log, never to the client. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger(ProblemFilter.name);

  catch(thrown: unknown, host: ArgumentsHost): void {
    const problem = this.problemFor(thrown).toProblem();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (problem.status === 503) void reply.header('Retry-After', retryAfterSeconds);
    void reply.status(problem.status).type('application/problem+json').send(problem);
  }

  private problemFor(thrown: unknown): ProblemError {
    if (thrown instanceof ProblemError) return thrown;
    if (thrown instanceof NotFound) return notFound(thrown);
    if (thrown instanceof UnknownMoment) return unknownMoment(thrown);
    if (thrown instanceof WrongVersion) return wrongVersion(thrown);
    if (thrown instanceof CommandIdReused) return commandIdReused(thrown);
    if (thrown instanceof InvalidCursor) return invalidCursor();
    if (thrown instanceof UnacceptableBsn) return unacceptableBsn();
    if (thrown instanceof PersonDiffers) return personDiffers();
    if (thrown instanceof UnacceptableAddress) return unacceptableAddress(thrown);
    if (thrown instanceof HttpException) return fromNest(thrown);
    if (isClientError(thrown)) return fromFastify(thrown);
    const { name, stack } = thrown instanceof Error ? thrown : { name: 'unknown', stack: undefined };
    if (isTransient(thrown)) {
      // Many come at once: a line each, and no more.
      this.log.warn(`${name} while answering a request`);
      return isOverload(thrown) ? tooBusy() : unavailable();
    }
    this.log.error(`${name} while answering a request`, stack);
    return broken();
  }
}

/** Fastify's own refusals: a body that is too large, of the wrong type or not JSON. */
const isClientError = (thrown: unknown): thrown is { statusCode: number } => {
  const status = (thrown as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500;
};

const fromFastify = ({ statusCode }: { statusCode: number }): ProblemError =>
  statusCode === 413 ? tooLarge() : unreadable(statusCode);

const dutch = {
  referral: 'aanmelding',
  proposal: 'voorstel',
  stay: 'verblijf',
  unit: 'groep',
  provider: 'aanbieder',
  referrer: 'verwijzer',
  location: 'locatie',
  webhook: 'webhook',
} as const satisfies Record<NotFound['what'], string>;

export const notFound = ({ what }: NotFound): ProblemError =>
  new ProblemError(404, `${what}-not-found`, {
    title: 'Niet gevonden',
    detail: `Er is geen ${dutch[what]} met dit nummer, of u mag het niet inzien.`,
    todo: 'Controleer het nummer. Denkt u dat u toegang hoort te hebben? Neem contact op met het regiepunt.',
  });

export const unknownMoment = ({ why, bound }: UnknownMoment): ProblemError =>
  why === 'still-to-come'
    ? new ProblemError(
        400,
        'moment-still-to-come',
        {
          title: 'Dit moment moet nog komen',
          detail: `Het is nu ${bound}. Wat er later vrij is, weet niemand.`,
          todo: 'Vraag een moment dat voorbij is, of laat at weg voor de stand van nu.',
        },
        { values: { now: bound! } },
      )
    : new ProblemError(
        404,
        'moment-before-the-first-fact',
        {
          title: 'Van dit moment is niets bekend',
          detail: bound === null ? 'Er is nog niets vastgelegd.' : `Het eerste wat vastligt, is van ${bound}.`,
          todo: 'Vraag een later moment.',
        },
        bound === null ? {} : { values: { since: bound } },
      );

export const wrongVersion = ({ expected, actual }: WrongVersion): ProblemError =>
  new ProblemError(
    412,
    'changed-meanwhile',
    {
      title: 'Iemand anders was u voor',
      detail: `U besliste op versie ${expected}; inmiddels is het versie ${actual}. Er is niets gewijzigd.`,
      todo: 'Haal het gegeven opnieuw op, bekijk wat er veranderde, en stuur uw opdracht met de nieuwe ETag.',
    },
    { values: { expected, actual } },
  );

export const commandIdReused = ({ fields }: CommandIdReused): ProblemError =>
  new ProblemError(
    422,
    'command-id-reused',
    {
      title: 'Dit opdrachtnummer is al gebruikt',
      detail: `Een opdracht met dezelfde Idempotency-Key had een andere inhoud. Verschillend: ${fields.join(', ')}.`,
      todo: 'Geef een nieuwe opdracht een nieuwe Idempotency-Key.',
    },
    { errors: fields.map((field) => ({ field, message: 'Deze waarde is anders dan de eerste keer.' })) },
  );

export const invalidCursor = (): ProblemError =>
  new ProblemError(400, 'cursor-unreadable', {
    title: 'De parameter cursor is onleesbaar',
    detail: 'De cursor komt niet uit deze lijst.',
    todo: 'Laat de cursor weg om bij de eerste bladzijde te beginnen, en volg daarna steeds next.',
  });

export const unacceptableBsn = (): ProblemError =>
  new ProblemError(
    400,
    'bsn-not-accepted',
    {
      title: 'Het burgerservicenummer kan niet',
      detail: 'Het nummer doorstaat de elfproef niet, of is hier niet toegestaan.',
      todo: 'Verbeter het nummer, of registreer de jongere voorlopig met provisional: true en zonder nummer.',
    },
    { errors: [{ field: 'person.bsn', message: 'Dit is geen geldig burgerservicenummer.' }] },
  );

const addressWords: Readonly<Record<UnacceptableAddress['flaw'], string>> = {
  'not-https': 'Geef een adres dat met https:// begint: zonder versleuteling wordt niets geleverd.',
  inside: 'Geef een adres op het internet: aan een adres binnen een netwerk wordt niets geleverd.',
};

/** Else it would be registered, and learn only from its failures that nothing ever comes. */
export const unacceptableAddress = ({ flaw }: UnacceptableAddress): ProblemError =>
  invalid([{ field: 'url', message: addressWords[flaw] }]);

/** What is known is not told: who asks might not be allowed to know it. */
export const personDiffers = (): ProblemError =>
  new ProblemError(409, 'person-differs', {
    title: 'Deze gegevens horen niet bij elkaar',
    detail:
      'Het burgerservicenummer is bekend met een andere geboortedatum of een ander geslacht. Er is niets gewijzigd.',
    todo: 'Controleer het nummer, de geboortedatum en het geslacht. Kloppen ze alle drie? Neem contact op met het regiepunt.',
  });

const fromNest = (thrown: HttpException): ProblemError => {
  const status = thrown.getStatus();
  return status === 404 ? unknownRoute() : fromFastify({ statusCode: status });
};

const unknownRoute = (): ProblemError =>
  new ProblemError(404, 'route-unknown', {
    title: 'Niet gevonden',
    detail: 'Dit adres bestaat niet.',
    todo: 'Controleer het adres in de documentatie.',
  });

export const broken = (): ProblemError =>
  new ProblemError(500, 'internal-error', {
    title: 'Er ging iets mis bij ons',
    detail: 'De opdracht is niet uitgevoerd. De fout is vastgelegd.',
    todo: 'Probeer het opnieuw met dezelfde Idempotency-Key. Blijft het misgaan? Bel het regiepunt.',
  });
