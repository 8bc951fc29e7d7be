import { shared } from './jest.preset.mjs';

/** Tests against a real PostgreSQL and Kafka: `npx jest -c jest.int.config.mjs [file]`. */
export default {
  ...shared,
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/tools'],
  testMatch: ['<rootDir>/**/*.int.spec.ts'],
  modulePathIgnorePatterns: ['/dist/'],
  globalSetup: '<rootDir>/libs/testing/jest/set-up.mjs',
  globalTeardown: '<rootDir>/libs/testing/jest/tear-down.mjs',
  // Much of their time is waiting for the services: three keep two cores busy.
  maxWorkers: 3,
  testSequencer: '<rootDir>/jest.longest-first.mjs',
  testTimeout: 60_000,
  // Everything has ended and been told by then. Left to itself, Node 20 was seen to spin for ever while it freed its handles.
  forceExit: true,
};
