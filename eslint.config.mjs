import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';
import { appsAndTools, boundaries, testBoundaries } from './eslint.boundaries.mjs';

/** Moments that PostgreSQL gives by itself: they do not follow the business clock. */
const momentsOfSql = [
  'now\\s*\\(\\s*\\)',
  'current_(timestamp|date|time)',
  'local(timestamp|time)',
  '(statement|transaction)_timestamp',
];

const noMoments = (moments) => [
  'error',
  ...['TemplateElement[value.raw', 'Literal[value'].map((place) => ({
    selector: `${place}=/\\b(${moments.join('|')})/i]`,
    message: 'Business time comes as a parameter, from the business clock (businessInstant).',
  })),
];

/** Projects that nobody imports, and files of a library beside its index. */
const notToImport = {
  patterns: [
    { group: ['@cap/*/**'], message: 'A library is imported by its name: what it offers is in its index.' },
    {
      group: [...appsAndTools.map((name) => `@cap/${name}`)],
      message: 'Nobody imports an app or a tool. What two need belongs in a library.',
    },
  ],
};

export default tseslint.config(
  { ignores: ['**/dist', '**/node_modules', '.nx', '.cap', '.cache', 'tools/mutations/patches', '**/*.generated.ts'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { allow: [], depConstraints: boundaries }],
      'no-restricted-imports': ['error', notToImport],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 300, skipBlankLines: false }],
      'no-console': 'off',
    },
  },
  {
    // A function fits a screen. Tests of one thing stand in one function, and a migration is one SQL text.
    files: ['**/*.ts'],
    ignores: ['**/*.spec.ts', '**/migrations/*.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 60 }], 'max-params': ['error', { max: 6 }] },
  },
  {
    // The domain has no clock, no random and no I/O; all of these come in the command or as facts.
    files: ['libs/domain/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'process', message: 'The domain has no I/O.' },
        { name: 'fetch', message: 'The domain has no I/O.' },
        ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'].map((name) => ({
          name,
          message: 'The domain does not wait: deadlines are events.',
        })),
        { name: 'performance', message: 'The moment comes in the command (`at`).' },
        { name: 'crypto', message: 'Ids come in the command.' },
      ],
      'no-restricted-imports': [
        'error',
        { patterns: [...notToImport.patterns, { group: ['node:*'], message: 'The domain has no I/O.' }] },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The moment comes in the command (`at`).' },
        { object: 'Math', property: 'random', message: 'Ids come in the command.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'AwaitExpression', message: 'The domain does not wait: facts are looked up before.' },
        {
          selector: ":matches(NewExpression[arguments.length=0], CallExpression)[callee.name='Date']",
          message: 'The moment comes in the command (`at`).',
        },
      ],
    },
  },
  {
    // The auditor has folds of its own: what it checks with the code that it checks is not checked.
    files: ['apps/cap-worker/src/audit/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...notToImport.patterns,
            {
              group: ['@cap/domain', '@cap/capacity', '@cap/read-models', '@cap/use-cases'],
              message: 'The auditor knows the event types only.',
            },
          ],
        },
      ],
    },
  },
  {
    // `now()` in business SQL would not follow the business clock. Leases and time-outs use clock_timestamp().
    files: [
      'libs/{capacity,use-cases,read-models,dossier,event-store}/src/**/*.ts',
      'apps/{cap-api,cap-worker,availability-worker}/src/**/*.ts',
    ],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-syntax': noMoments(momentsOfSql) },
  },
  {
    // Here nothing is a lease or a time-out.
    files: ['libs/{capacity,use-cases,read-models}/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-syntax': noMoments([...momentsOfSql, 'clock_timestamp']) },
  },
  {
    files: ['**/*.spec.ts'],
    rules: {
      '@nx/enforce-module-boundaries': ['error', { allow: [], depConstraints: testBoundaries }],
      'max-lines': ['error', { max: 400 }],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
  },
  prettier,
);
