import { readFileSync } from 'node:fs';

const swcrc = JSON.parse(readFileSync(new URL('./.swcrc', import.meta.url), 'utf8'));

/** What every Jest configuration of the repository shares. Source is read directly: no build is needed first. */
export const shared = {
  transform: {
    '^.+\\.ts$|/node_modules/(jose|@opentelemetry/otlp-exporter-base)/.+\\.js$': [
      '@swc/jest',
      { ...swcrc, swcrc: false },
    ],
  },
  // jose is published as ES modules only, and the exporter of traces imports by `import()`: Node loads those from CommonJS,
  // Jest does not yet.
  transformIgnorePatterns: ['/node_modules/(?!(jose|@opentelemetry/otlp-exporter-base)/)'],
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
};
