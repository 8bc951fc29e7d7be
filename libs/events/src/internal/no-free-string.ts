import type { Instant, LocalDate } from '@cap/contracts';

/**
 * Personal data and free text stay in the dossier: an event's field is an id, an enumeration, a number, a date or a
 * boolean. `FreeStrings<T>` names the fields of `T` that could hold any text; for an event it must be `never`.
 */
export type FreeStrings<T> = {
  [K in keyof T & string]-?: FreeIn<NonNullable<T[K]>> extends never ? never : K;
}[keyof T & string];

type FreeIn<V> = V extends string
  ? FreeText<V>
  : V extends Instant | LocalDate | number | boolean
    ? never
    : V extends readonly (infer Item)[]
      ? FreeIn<NonNullable<Item>>
      : V extends object
        ? [keyof V] extends [never]
          ? V // an object without known fields, or `unknown`: anything may be in it
          : FreeStrings<V>
        : never;

/** Not free: a literal of a closed list, and a branded id or date. Free: any string, and a pattern that takes one. */
type FreeText<S extends string> = string extends S
  ? S
  : S extends object
    ? never
    : Record<never, 1> extends Record<S, 1>
      ? S
      : never;

/** Fails the build when an event has a field that could hold a free text; the error names the field. */
export type NoFreeString<E extends { type: string; data: object }> = {
  [T in E['type']]: FreeStrings<Extract<E, { type: T }>['data']> extends never
    ? true
    : { error: 'A free string in an event'; event: T; fields: FreeStrings<Extract<E, { type: T }>['data']> };
};
