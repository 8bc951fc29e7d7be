import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';
import { boundaries, testBoundaries } from './eslint.boundaries.mjs';

const businessTime = 'Business time comes as a parameter, from the business clock (businessInstant).';

export default tseslint.config(
  { ignores: ['**/dist', '**/node_modules', '.nx', '.cap', '.cache', 'tools/mutations/patches'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { allow: [], depConstraints: boundaries }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 300, skipBlankLines: false }],
      'no-console': 'off',
    },
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
        { name: 'setTimeout', message: 'The domain does not wait: deadlines are events.' },
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
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'The moment comes in the command (`at`).',
        },
      ],
    },
  },
  {
    // `now()` in business SQL would not follow the business clock.
    files: ['libs/{capacity,use-cases,read-models,dossier}/src/**/*.ts', 'libs/event-store/src/migrations/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'TemplateElement[value.raw=/\\b(now\\s*\\(\\s*\\)|current_timestamp|current_date)/i]',
          message: businessTime,
        },
        { selector: 'Literal[value=/\\b(now\\s*\\(\\s*\\)|current_timestamp|current_date)/i]', message: businessTime },
      ],
    },
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
