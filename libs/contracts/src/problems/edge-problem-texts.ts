import type { InEachLanguage } from '../language';
import { dutch } from './edge-problems-in-dutch';
import { english } from './edge-problems-in-english';
import type { EdgeProblemCode } from './edge-problems';
import type { ProblemText } from './problem-text';

/** Every problem of the edge, and its text in each language: one without breaks the build. */
export const edgeProblemTexts = { nl: dutch, en: english } as const satisfies InEachLanguage<
  Record<EdgeProblemCode, ProblemText>
>;
