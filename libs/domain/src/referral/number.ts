/**
 * The speakable number of a referral, such as `A-M6Y7Y`: four or more characters that stand for the sequence, then a
 * check digit. No character looks like another one (no 0/O, 1/I/L, 8/B, 5/S, 2/Z, 6/G, U/V), and without vowels no
 * number reads as a word.
 */
const alphabet = '23456789CDFHJKMNPRTVWXY';
const base = alphabet.length; // 23, a prime: that is what lets one check digit catch every swap
const prefix = 'A-';
const fewestCharacters = 4;
const mostCharacters = 8;

/** Multipliers without a factor in common with 23, near the golden section of 23^width: neighbours land far apart. */
const spread = (range: number): number => {
  const near = Math.round(range * 0.618);
  return near % base === 0 ? near + 1 : near;
};

/** The number of the `sequence`th referral, from 0 on. Different sequences give different numbers. */
export function referralNumber(sequence: number): string {
  if (!Number.isSafeInteger(sequence) || sequence < 0) throw new RangeError(`Not a sequence: ${sequence}`);
  let rest = sequence;
  for (let width = fewestCharacters; width <= mostCharacters; width++) {
    const range = base ** width;
    if (rest < range) return withCheckDigit(scramble(rest, range), width);
    rest -= range;
  }
  throw new RangeError(`No number for sequence ${sequence}.`);
}

/**
 * The sequence that a number stands for: the inverse of `referralNumber`. Capitals and spaces do not matter, for people
 * type over what they heard. Null for a text that is no number, by its shape or its check digit.
 */
export function sequenceOfNumber(text: string): number | null {
  const number = text.replace(/\s/g, '').toUpperCase();
  if (!isReferralNumber(number)) return null;
  const values = valuesIn(number).slice(0, -1);
  const range = base ** values.length;
  let sequence = unscramble(
    values.reduce((value, digit) => value * base + digit, 0),
    range,
  );
  for (let width = fewestCharacters; width < values.length; width++) sequence += base ** width;
  return sequence;
}

/** Whether a text has the shape of a referral's number and its check digit is right. */
export function isReferralNumber(text: string): boolean {
  if (!text.startsWith(prefix)) return false;
  const values = valuesIn(text);
  if (values.length <= fewestCharacters || values.length > mostCharacters + 1 || values.includes(-1)) return false;
  return weightedSum(values) % base === 0;
}

const valuesIn = (number: string): number[] =>
  [...number.slice(prefix.length)].map((character) => alphabet.indexOf(character));

const scramble = (value: number, range: number): number =>
  Number((BigInt(value) * BigInt(spread(range)) + BigInt(base)) % BigInt(range));

const unscramble = (value: number, range: number): number => {
  const modulus = BigInt(range);
  const back = inverse(BigInt(spread(range)), modulus);
  return Number(((((BigInt(value) - BigInt(base)) * back) % modulus) + modulus) % modulus);
};

/** What undoes a multiplication by `factor`, by the extended algorithm of Euclid; they have no factor in common. */
function inverse(factor: bigint, modulus: bigint): bigint {
  let [before, rest] = [modulus, factor];
  let [undoesBefore, undoes] = [0n, 1n];
  while (rest !== 0n) {
    const times = before / rest;
    [before, rest] = [rest, before - times * rest];
    [undoesBefore, undoes] = [undoes, undoesBefore - times * undoes];
  }
  return undoesBefore;
}

function withCheckDigit(value: number, width: number): string {
  const values = Array.from({ length: width }, (_, place) => Math.floor(value / base ** place) % base).reverse();
  const check = (base - (weightedSum([...values, 0]) % base)) % base;
  return prefix + [...values, check].map((digit) => alphabet[digit]).join('');
}

/** The check digit has weight 1, and each character to its left one more: all differ, and none is a multiple of 23. */
const weightedSum = (values: readonly number[]): number =>
  values.reduce((sum, value, index) => sum + value * (values.length - index), 0);
