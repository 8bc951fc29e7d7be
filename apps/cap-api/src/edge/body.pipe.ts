import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { ProblemError } from './problem';

/** What a field must be, by the name of the check of class-validator. */
const messages: Readonly<Record<string, string>> = {
  isArray: 'Dit is een lijst.',
  arrayNotEmpty: 'Deze lijst bevat ten minste één waarde.',
  arrayMinSize: 'Deze lijst bevat ten minste één waarde.',
  arrayMaxSize: 'Deze lijst is te lang.',
  arrayUnique: 'Elke waarde komt één keer voor.',
  isBoolean: 'Dit is true of false.',
  isDefined: 'Dit veld is verplicht.',
  isIn: 'Kies een waarde uit de lijst in de documentatie.',
  isInt: 'Dit is een geheel getal.',
  isLocalDate: 'Dit is een bestaande datum, geschreven als 2028-01-31.',
  isMoment: 'Dit is een tijdstip met tijdzone, geschreven als 2028-01-31T14:00:00Z.',
  isNotEmpty: 'Dit veld mag niet leeg zijn.',
  isNumber: 'Dit is een getal.',
  isString: 'Dit is tekst.',
  isUuid: 'Dit is een UUID.',
  max: 'Dit getal is te hoog.',
  maxLength: 'Deze tekst is te lang.',
  min: 'Dit getal is te laag.',
  noZero: 'Dit teken kan niet worden vastgelegd: laat het weg.',
  nestedValidation: 'Dit is een object met de velden uit de documentatie.',
  momentOrDay: 'Geef óf het tijdstip (at) óf de dag (on).',
  whitelistValidation: 'Dit veld bestaat niet.',
};

const messageFor = (constraint: string): string => messages[constraint] ?? 'Deze waarde kan niet.';

/** The check of the texts in whatever comes in; the rest is for its class. */
class BodyPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const unwritable = metadata.type === 'body' || metadata.type === 'query' ? fieldsWithZero(value) : [];
    if (unwritable.length > 0) throw invalid(unwritable.map((field) => ({ field, message: messages['noZero']! })));
    return super.transform(value, metadata);
  }
}

/** Checks bodies and queries by their classes, and tells everything that is wrong at once. Unknown fields are refused. */
export const bodyPipe = (): ValidationPipe =>
  new BodyPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: false,
    exceptionFactory: (errors) => invalid(errors.flatMap((error) => fieldErrors(error))),
  });

export const invalid = (errors: { field: string; message: string }[]): ProblemError =>
  new ProblemError(
    400,
    'input-invalid',
    {
      title: 'De invoer klopt niet',
      detail: `Er ${errors.length === 1 ? 'is één veld' : `zijn ${errors.length} velden`} niet goed ingevuld. Er is niets gewijzigd.`,
      todo: 'Verbeter de velden hieronder en stuur opnieuw.',
    },
    { errors },
  );

/** What a field of ours looks like. The name of a field that does not exist is the sender's own text, and might be a person's. */
const ourNames = /^\w{1,40}$/;

const nameIn = (property: string): string => (ourNames.test(property) ? property : '(onbekend)');

/** The fields whose text holds the character with number zero: PostgreSQL keeps every other one. */
function fieldsWithZero(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return value.includes('\0') ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    fieldsWithZero(inner, path === '' ? nameIn(key) : `${path}.${nameIn(key)}`),
  );
}

/** The message names the constraint, never the value: it might be personal. */
function fieldErrors(
  { property, constraints, children }: ValidationError,
  path = '',
): { field: string; message: string }[] {
  const name = nameIn(property);
  const field = path === '' ? name : `${path}.${name}`;
  const own = Object.keys(constraints ?? {}).map((constraint) => ({ field, message: messageFor(constraint) }));
  return [...own, ...(children ?? []).flatMap((child) => fieldErrors(child, field))];
}
