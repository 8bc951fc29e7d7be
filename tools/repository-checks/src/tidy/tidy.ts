import type { Check } from '../source-file';
import { indexFiles } from './index-files';
import { noLeftOvers } from './left-overs';
import { lengths } from './lengths';
import { noPathOfThisMachine, noRegistryAddress } from './places';
import { testNamesOnce } from './test-names';
import { noUnusedFiles } from './unused-files';

const checks: readonly Check[] = [
  lengths,
  noLeftOvers,
  noRegistryAddress,
  noPathOfThisMachine,
  indexFiles,
  testNamesOnce,
  noUnusedFiles,
];

/** Style that a machine can check; ESLint and Prettier check the rest. */
export const tidy: Check = (files) => checks.flatMap((check) => check(files));
