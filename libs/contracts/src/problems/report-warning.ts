import type { InEachLanguage, TextLanguage } from '../language';

/** CPY-2: more places in operation than the ceiling of the unit, where no agreement with a number of places is in force. */
export interface ReportWarning {
  readonly inOperation: number;
  readonly ceiling: number;
}

const texts: InEachLanguage<(warning: ReportWarning) => string> = {
  nl: ({ inOperation, ceiling }) =>
    `Controleer of dit klopt. U meldt ${inOperation} plekken in gebruik; de groep mag er ${ceiling} hebben. Dat volgt uit regel CPY-2.`,
  en: ({ inOperation, ceiling }) =>
    `Check whether this is right. You report ${inOperation} places in operation; the unit may have ${ceiling}. This follows from rule CPY-2.`,
};

/** What the reporter of such a report reads: what to do, what happened, and by which rule. */
export const warningInWords = (warning: ReportWarning, language: TextLanguage): string => texts[language](warning);
