import { randomInt } from 'node:crypto';
import type { PersonBody } from '@cap/contracts';

const first = 999_900_006;
const last = 999_999_990;
const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];

const passesElevenTest = (bsn: string): boolean =>
  weights.reduce((sum, weight, place) => sum + weight * Number(bsn[place]), 0) % 11 === 0;

let lastGiven = first - 1 + randomInt(10_000);

/** A citizen service number from the test range that passes the eleven-test and that this file has not used yet. */
export function nextBsn(): string {
  for (lastGiven += 1; lastGiven <= last; lastGiven += 1) {
    if (passesElevenTest(String(lastGiven))) return String(lastGiven);
  }
  throw new Error('The test range of citizen service numbers is used up.');
}

let invented = 0;

/** Somebody who does not exist: 13 or 14 years old in 2028. */
export function youngPerson(changes: Partial<PersonBody> = {}): PersonBody {
  invented += 1;
  const name = `Jongere ${String(invented).padStart(4, '0')} (verzonnen)`;
  return { bsn: nextBsn(), name, birthDate: '2014-05-01', sex: 'female', ...changes };
}
