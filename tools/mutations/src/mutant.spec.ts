import { parseMutant } from './mutant';

const head = `Two at once get the same place when nobody locks.

Guarantee: a place is promised once
Jest: jest.int.config.mjs
File: libs/capacity/src/claims/promise-once.int.spec.ts
Test: PRP-1: a place is promised once of 40 at once

`;
const difference = `diff --git a/libs/event-store/src/a.ts b/libs/event-store/src/a.ts
--- a/libs/event-store/src/a.ts
+++ b/libs/event-store/src/a.ts
@@ -1 +1 @@
-Test: 1
+Test: 2
`;

describe('the head of a patch', () => {
  it('names the guarantee, the test that must fail, and the projects that must still type-check', () => {
    expect(parseMutant('place-once', 'patches/place-once.patch', head + difference)).toEqual({
      name: 'place-once',
      patch: 'patches/place-once.patch',
      guarantee: 'a place is promised once',
      jest: 'jest.int.config.mjs',
      file: 'libs/capacity/src/claims/promise-once.int.spec.ts',
      test: 'PRP-1: a place is promised once of 40 at once',
      projects: ['libs/event-store', 'libs/capacity'],
    });
  });

  it('is refused when a line is missing, also when the difference holds one that looks like it', () => {
    const withoutTest = head.replace(/^Test: .*\n/m, '');
    expect(() => parseMutant('place-once', '', withoutTest + difference)).toThrow('lacks the line "Test: ..."');
  });

  it('is refused when no difference follows', () => {
    expect(() => parseMutant('place-once', '', head)).toThrow('holds no difference');
  });
});
