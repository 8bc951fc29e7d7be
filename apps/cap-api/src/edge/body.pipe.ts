import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { isFieldFlaw } from '@cap/contracts';
import { ProblemError, type WrongField } from './problem';

/** The check of the texts in whatever comes in; the rest is for its class. */
class BodyPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const unwritable = metadata.type === 'body' || metadata.type === 'query' ? fieldsWithZero(value) : [];
    if (unwritable.length > 0) throw invalid(unwritable.map((field) => ({ field, flaw: 'noZero' })));
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

export const invalid = (fields: readonly WrongField[]): ProblemError =>
  new ProblemError('input-invalid', { values: { wrong: fields.length }, fields });

/** What a field of ours looks like. The name of a field that does not exist is the sender's own text, and might be a person's. */
const ourNames = /^\w{1,40}$/;

const nameIn = (property: string): string => (ourNames.test(property) ? property : '(?)');

/** The fields whose text holds the character with number zero: PostgreSQL keeps every other one. */
function fieldsWithZero(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return value.includes('\0') ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    fieldsWithZero(inner, path === '' ? nameIn(key) : `${path}.${nameIn(key)}`),
  );
}

/** The flaw names the check, never the value: it might be personal. */
function fieldErrors({ property, constraints, children }: ValidationError, path = ''): WrongField[] {
  const name = nameIn(property);
  const field = path === '' ? name : `${path}.${name}`;
  const own = Object.keys(constraints ?? {}).map((check): WrongField => ({
    field,
    flaw: isFieldFlaw(check) ? check : 'other',
  }));
  return [...own, ...(children ?? []).flatMap((child) => fieldErrors(child, field))];
}
