import type { TextLanguage } from '../language';
import type { RuleId } from '../rules';

/** The values that a text names, by their name: numbers, dates, ids and words of closed lists. */
export type TextValues = Readonly<Record<string, string | number>>;

/** How a problem reads in one language, for people. */
export interface ProblemText {
  /** What is the matter, in a few words, without a full stop. */
  readonly title: string;
  /** What happened, in full sentences. */
  readonly detail: (values: TextValues) => string;
  /** What to do now: its first word is what to do. */
  readonly todo: string;
}

/** A problem as a person reads it: `detail` is whole by itself, and begins with `todo`. */
export interface ProblemWords {
  readonly title: string;
  readonly detail: string;
  readonly todo: string;
}

export const says = (title: string, detail: string | ProblemText['detail'], todo: string): ProblemText => ({
  title,
  todo,
  detail: typeof detail === 'string' ? () => detail : detail,
});

const because: Readonly<Record<TextLanguage, (rule: RuleId) => string>> = {
  nl: (rule) => `Dat volgt uit regel ${rule}.`,
  en: (rule) => `This follows from rule ${rule}.`,
};

/** A problem in words: what to do, what happened, and by which rule. */
export function inWords(
  { title, detail, todo }: ProblemText,
  values: TextValues,
  language: TextLanguage,
  rule?: RuleId,
): ProblemWords {
  const why = rule === undefined ? [] : [because[language](rule)];
  return { title, detail: [todo, detail(values), ...why].join(' '), todo };
}
