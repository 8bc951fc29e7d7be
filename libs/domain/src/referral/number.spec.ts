import * as fc from 'fast-check';
import { isReferralNumber, referralNumber, sequenceOfNumber } from './number';

const alphabet = [...'23456789CDFHJKMNPRTVWXY'];
const sequences = fc.integer({ min: 0, max: 20_000_000 });
const replaceAt = (text: string, place: number, by: string) => text.slice(0, place) + by + text.slice(place + 1);

describe('the number of a referral', () => {
  it('is short and has no character that looks like another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 279_840 }), (sequence) =>
        expect(referralNumber(sequence)).toMatch(/^A-[2-9CDFHJKMNPRTVWXY]{5}$/),
      ),
    );
  });

  it('different referrals have different numbers', () => {
    // Around the sequence at which the numbers get one character more.
    const numbers = new Set(Array.from({ length: 40_000 }, (_, n) => referralNumber(260_000 + n)));
    expect(numbers.size).toBe(40_000);
  });

  it('neighbours differ in two places or more', () => {
    fc.assert(
      fc.property(sequences, (sequence) => {
        const [one, next] = [referralNumber(sequence), referralNumber(sequence + 1)];
        const differing = [...one].filter((character, place) => character !== next[place]);
        expect(one.length !== next.length || differing.length >= 2).toBe(true);
      }),
    );
  });

  it('is known to be one', () => {
    fc.assert(fc.property(sequences, (sequence) => expect(isReferralNumber(referralNumber(sequence))).toBe(true)));
  });

  it('every single wrong character is caught', () => {
    fc.assert(
      fc.property(sequences, (sequence) => {
        const number = referralNumber(sequence);
        for (let place = 2; place < number.length; place++) {
          for (const other of alphabet.filter((character) => character !== number[place])) {
            expect(isReferralNumber(replaceAt(number, place, other))).toBe(false);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('every swap of neighbours is caught', () => {
    fc.assert(
      fc.property(sequences, (sequence) => {
        const number = referralNumber(sequence);
        for (let place = 2; place + 1 < number.length; place++) {
          const [one, other] = [number[place]!, number[place + 1]!];
          if (one === other) continue;
          expect(isReferralNumber(replaceAt(replaceAt(number, place, other), place + 1, one))).toBe(false);
        }
      }),
    );
  });

  it.each(['', 'A-', 'A-7K2M', 'B-7K2M9', '7K2M9', 'A-7K2MO', 'A-M6Y7Y8765432'])('%s is none', (text) => {
    expect(isReferralNumber(text)).toBe(false);
    expect(sequenceOfNumber(text)).toBeNull();
  });

  it('leads back to its referral, also at the ends of each length, and however it is typed', () => {
    const atAnEnd = fc.constantFrom(279_840, 279_841, 6_716_183, 6_716_184, 154_752_232);
    fc.assert(
      fc.property(fc.oneof(sequences, atAnEnd), (sequence) => {
        const number = referralNumber(sequence);
        expect(sequenceOfNumber(number)).toBe(sequence);
        expect(sequenceOfNumber(` ${number.slice(0, 4)} ${number.slice(4)} `.toLowerCase())).toBe(sequence);
      }),
    );
  });

  it.each([-1, 1.5, Number.NaN])('%p is no sequence', (sequence) =>
    expect(() => referralNumber(sequence)).toThrow(RangeError),
  );
});
