import type { Refusal } from './refusals';

/** How a refusal reads in one language, for people: what happened, why, and what to do now. */
export interface RefusalText {
  readonly title: string;
  readonly detail: (values: Refusal['values']) => string;
  readonly todo: string;
}

export const says = (title: string, detail: string | RefusalText['detail'], todo: string): RefusalText => ({
  title,
  todo,
  detail: typeof detail === 'string' ? () => detail : detail,
});
