import type { LocalDate, PersonBody } from '@cap/contracts';
import type { Random } from '../random/random';
import { addDays } from '../time/amsterdam';

const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
const firstNumber = 999_900_006;
const lastNumber = 999_999_990;

function passesElevenTest(bsn: number): boolean {
  let [sum, rest] = [0, bsn];
  for (let place = weights.length - 1; place >= 0; place--, rest = Math.floor(rest / 10))
    sum += weights[place]! * (rest % 10);
  return sum % 11 === 0;
}

/** All citizen service numbers that are kept free for tests: nobody has one. */
function testNumbers(): number[] {
  const numbers: number[] = [];
  for (let bsn = firstNumber; bsn <= lastNumber; bsn++) if (passesElevenTest(bsn)) numbers.push(bsn);
  return numbers;
}

/** Invents young people: names that say so, numbers of the test range, no two alike. */
export class YoungPeople {
  private readonly numbers: number[];
  private invented = 0;

  constructor(random: Random) {
    this.numbers = random.shuffled(testNumbers());
  }

  /** Somebody of this age in years on the given day. Without a number it is a provisional person. */
  invent(random: Random, on: LocalDate, age: number, provisional = false): PersonBody {
    const name = `Jongere ${String(++this.invented).padStart(4, '0')} (verzonnen)`;
    const birthDate = addDays(on, -Math.floor(age * 365.25) - random.int(3, 360));
    const sex = random.weighted({ female: 49, male: 49, other: 2 });
    if (provisional) return { provisional: true, name, birthDate, sex };
    const bsn = this.numbers.pop();
    if (bsn === undefined)
      throw new RangeError('The test range has no citizen service numbers left: simulate fewer days.');
    return { bsn: String(bsn), name, birthDate, sex };
  }
}
