/**
 * Folder rules inside an app, for its programs: a test may try what several folders do together. Those between projects
 * are in `eslint.boundaries.mjs`. `tools/repository-checks` runs them and proves that they bite.
 */
module.exports = {
  forbidden: [
    {
      name: 'resource-knows-only-edge',
      comment:
        'A resource of cap-api imports edge/ and its own folder. What two share belongs in a library, or in edge/.',
      severity: 'error',
      from: { path: '^apps/cap-api/src/([^/]+)/', pathNot: ['^apps/cap-api/src/edge/', '\\.spec\\.ts$'] },
      to: { path: '^apps/cap-api/src/', pathNot: '^apps/cap-api/src/((edge|$1)/|api\\.config\\.ts$)' },
    },
    {
      name: 'edge-knows-no-resource',
      comment: 'edge/ is what every resource uses; it knows none of them.',
      severity: 'error',
      from: { path: '^apps/cap-api/src/edge/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^apps/cap-api/src/', pathNot: '^apps/cap-api/src/(edge/|api\\.config\\.ts$)' },
    },
    {
      name: 'role-knows-no-role',
      comment: 'A role of cap-worker can run without the others.',
      severity: 'error',
      from: { path: '^apps/cap-worker/src/([^/]+)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^apps/cap-worker/src/[^/]+/', pathNot: '^apps/cap-worker/src/$1/' },
    },
    {
      name: 'no-circle',
      comment: 'Files that import each other cannot be read one after the other.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    exclude: { path: '(^|/)(dist|node_modules)/' },
    doNotFollow: { path: '^(libs|tools)/|node_modules' },
    tsPreCompilationDeps: true,
    parser: 'tsc',
  },
};
