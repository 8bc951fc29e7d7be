import { sequenceOfNumber } from '@cap/domain';
import { ProblemError } from '../edge/problem';

/** Reads `?number=`. What was typed is not repeated: it might be anything. */
export function sequenceIn(number: string): number {
  const sequence = sequenceOfNumber(number);
  if (sequence !== null) return sequence;
  throw new ProblemError(400, 'number-unreadable', {
    title: 'Dit aanmeldnummer klopt niet',
    detail: 'Het controleteken past niet bij de rest van het nummer, of er staat een teken in dat niet voorkomt.',
    todo: 'Vergelijk het nummer met de aanmelding en typ het opnieuw, bijvoorbeeld A-M6Y7Y.',
  });
}
