import { isLocalDate } from '@cap/contracts';
import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsBoolean, IsUUID, ValidateBy } from 'class-validator';

/** Nobody's birth lies before, and no plan after: a year that is mistyped is refused, before it is no year of the database. */
const years = /^(19|20|21)\d{2}-/;
const momentPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** An existing calendar day, `YYYY-MM-DD`, in the years 1900 to 2199. */
export const IsLocalDate = () =>
  ValidateBy({
    name: 'isLocalDate',
    validator: { validate: (value) => isLocalDate(value) && years.test(value) },
  });

/** A moment with its offset (API Design Rules 2.2: any offset in, UTC out), in the years 1900 to 2199. */
export const IsMoment = () =>
  ValidateBy({
    name: 'isMoment',
    validator: {
      validate: (value) =>
        typeof value === 'string' && years.test(value) && momentPattern.test(value) && !Number.isNaN(Date.parse(value)),
    },
  });

/** On either of `at` and `on`: exactly one of the two is there. */
export const MomentOrDayGiven = () =>
  ValidateBy({
    name: 'momentOrDay',
    validator: {
      validate: (_, context) => {
        const { at, on } = context!.object as { at?: unknown; on?: unknown };
        return (at === undefined) !== (on === undefined);
      },
    },
  });

const flags: Readonly<Record<string, boolean>> = { true: true, false: false };

/** A yes or no in a query: `true` or `false`. */
export const IsFlag = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? (flags[value] ?? value) : value)),
    IsBoolean(),
  );

const lowerCase = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(lowerCase) : typeof value === 'string' ? value.toLowerCase() : value;

/** One of our identifiers, or a list of them. A UUID means the same in capitals; inside there is one way to write it. */
export const IsCapId = (options: { each?: boolean } = {}): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }) => lowerCase(value)),
    IsUUID('all', options),
  );
