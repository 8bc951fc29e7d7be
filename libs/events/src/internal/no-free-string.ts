import type { Instant, LocalDate } from '@cap/contracts';

/**
 * Personal data and free text stay in the dossier: an event's field is an id, an enumeration, a number, a date or a
 * boolean. `FreeStrings<T>` names the fields of `T` that could hold any text; for an event it must be `never`.
 */
export type FreeStrings<T> = {
  [K in keyof T & string]-?: FreeIn<NonNullable<T[K]>> extends never ? never : K;
}[keyof T & string];

type FreeIn<V> = V extends string
  ? string extends V
    ? V
    : never // a literal of a closed list, or a branded id or date
  : V extends Instant | LocalDate | number | boolean
    ? never
    : V extends readonly (infer Item)[]
      ? FreeIn<NonNullable<Item>>
      : V extends object
        ? FreeStrings<V>
        : never;

/** Fails the build when an event has a field that could hold a free text; the error names the field. */
export type NoFreeString<E extends { type: string; data: object }> = {
  [T in E['type']]: FreeStrings<Extract<E, { type: T }>['data']> extends never
    ? true
    : { error: 'A free string in an event'; event: T; fields: FreeStrings<Extract<E, { type: T }>['data']> };
};
