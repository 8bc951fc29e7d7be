/** The languages in which the CAP speaks to people; Dutch unless another is asked. */
export const textLanguages = ['nl', 'en'] as const;
export type TextLanguage = (typeof textLanguages)[number];

/** The same in every language: one that is missing breaks the build. */
export type InEachLanguage<T> = Readonly<Record<TextLanguage, T>>;
