import integration from './jest.int.config.mjs';

/** A referral through every process: `npx jest -c jest.e2e.config.mjs [file]`. */
export default {
  ...integration,
  testMatch: ['<rootDir>/**/*.e2e.spec.ts'],
  maxWorkers: 2,
  testTimeout: 180_000,
};
