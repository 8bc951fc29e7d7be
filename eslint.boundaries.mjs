/**
 * Who may import whom. Each project has one tag; what is not listed is a build error. Nobody imports an app.
 * `tools/repository-checks` proves that the rules bite.
 */
const allowed = {
  'lib:contracts': [],
  'lib:events': ['lib:contracts'],
  'lib:domain': ['lib:contracts', 'lib:events'],
  'lib:platform': ['lib:contracts'],
  'lib:local-services': ['lib:platform'],
  'lib:testing': ['lib:contracts', 'lib:local-services', 'lib:platform'],
  'lib:event-store': ['lib:contracts', 'lib:events', 'lib:platform'],
  'lib:capacity': ['lib:contracts', 'lib:events', 'lib:event-store', 'lib:platform'],
  'lib:dossier': ['lib:contracts', 'lib:event-store', 'lib:platform'],
  'lib:access': ['lib:contracts', 'lib:event-store', 'lib:platform'],
  'lib:use-cases': [
    'lib:contracts',
    'lib:events',
    'lib:domain',
    'lib:event-store',
    'lib:capacity',
    'lib:dossier',
    'lib:access',
    'lib:platform',
  ],
  'lib:read-models': ['lib:contracts', 'lib:events', 'lib:event-store', 'lib:platform'],
  'lib:kafka': ['lib:contracts', 'lib:events', 'lib:platform'],
  'lib:simulation': ['lib:contracts', 'lib:local-services', 'lib:platform', 'lib:kafka'],
  'app:cap-web': ['lib:contracts'],
  'app:cap-api': [
    'lib:contracts',
    'lib:events',
    'lib:domain',
    'lib:event-store',
    'lib:capacity',
    'lib:dossier',
    'lib:access',
    'lib:use-cases',
    'lib:read-models',
    'lib:platform',
  ],
  'app:availability-worker': [
    'lib:contracts',
    'lib:events',
    'lib:event-store',
    'lib:capacity',
    'lib:kafka',
    'lib:platform',
    'lib:domain',
  ],
  'app:cap-worker': [
    'lib:contracts',
    'lib:events',
    'lib:domain',
    'lib:event-store',
    'lib:capacity',
    'lib:read-models',
    'lib:use-cases',
    'lib:dossier',
    'lib:access',
    'lib:kafka',
    'lib:platform',
  ],
  'app:cap-e2e': ['lib:contracts', 'lib:kafka', 'lib:local-services', 'lib:platform', 'lib:simulation', 'lib:testing'],
  'tool:starter': ['lib:contracts', 'lib:local-services', 'lib:platform', 'lib:event-store', 'lib:access'],
  'tool:operate': ['lib:contracts', 'lib:event-store', 'lib:local-services'],
  'tool:provider-kit': ['lib:contracts', 'lib:events', 'lib:kafka'],
  'tool:bench': [
    'lib:contracts',
    'lib:domain',
    'lib:event-store',
    'lib:dossier',
    'lib:access',
    'lib:use-cases',
    'lib:kafka',
    'lib:local-services',
    'lib:platform',
    'lib:testing',
  ],
  'tool:mutations': [],
  'tool:repository-checks': ['lib:contracts'],
};

/** Names of the packages that are programs, not libraries. */
export const appsAndTools = Object.keys(allowed)
  .filter((tag) => !tag.startsWith('lib:'))
  .map((tag) => tag.split(':')[1]);

/** The domain is plain TypeScript: no package from npm. */
const withoutPackages = ['lib:domain', 'lib:contracts'];

const constraint = (extra) =>
  Object.entries(allowed).map(([sourceTag, libraries]) => ({
    sourceTag,
    onlyDependOnLibsWithTags: [sourceTag, ...libraries, ...extra],
    ...(withoutPackages.includes(sourceTag) && extra.length === 0 ? { bannedExternalImports: ['*'] } : {}),
  }));

export const boundaries = constraint([]);

/** Specs may use the test helpers besides. */
export const testBoundaries = constraint(['lib:testing']);
