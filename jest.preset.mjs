import { readFileSync } from 'node:fs';

const swcrc = JSON.parse(readFileSync(new URL('./.swcrc', import.meta.url), 'utf8'));

/** What every Jest configuration of the repository shares. Source is read directly: no build is needed first. */
export const shared = {
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swcrc, swcrc: false }] },
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@cap/source', 'node', 'node-addons'] },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  errorOnDeprecated: true,
};

/** Unit tests: `*.spec.ts`, milliseconds, nothing outside the process. */
export default {
  ...shared,
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  testPathIgnorePatterns: ['\\.(int|e2e)\\.spec\\.ts$'],
  passWithNoTests: true,
};
