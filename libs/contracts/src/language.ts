/** The languages in which the CAP speaks to people; Dutch unless another is asked. */
export const textLanguages = ['nl', 'en'] as const;
export type TextLanguage = (typeof textLanguages)[number];

/** The same in every language: one that is missing breaks the build. */
export type InEachLanguage<T> = Readonly<Record<TextLanguage, T>>;

const weight = /;\s*q=([01](?:\.\d{0,3})?)\s*$/i;

/** What an `Accept-Language` asks for (RFC 9110, 12.5.4), of what there is; Dutch when it asks for nothing that is there. */
export function languageOf(accepted: string | undefined): TextLanguage {
  const asked = (accepted ?? '').split(',').map((part) => {
    const [tag = ''] = part.trim().toLowerCase().split(/[-;]/);
    return { tag, wanted: Number(weight.exec(part)?.[1] ?? 1) };
  });
  const [best] = asked
    .filter((one): one is { tag: TextLanguage; wanted: number } => isKnown(one.tag) && one.wanted > 0)
    // Sorting is stable: of what is asked alike, the first.
    .sort((one, other) => other.wanted - one.wanted);
  return best?.tag ?? 'nl';
}

const isKnown = (tag: string): tag is TextLanguage => textLanguages.some((language) => language === tag);
