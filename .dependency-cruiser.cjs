/** Who may import whom. The reasons are in docs/ARCHITECTURE.md. */
const below = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to: { path: '^(app|components|lib|scripts|e2e|bench)/', pathNot: allowed },
})

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle has no bottom to start reading from.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      comment: 'Every import resolves.',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(server-only)$' },
    },
    {
      name: 'production-without-dev-packages',
      severity: 'error',
      comment: 'What runs in production is a dependency, not a devDependency.',
      from: { path: '^(app|components|lib)/', pathNot: '(\\.test\\.tsx?$|^lib/testing/)' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'production-without-testing',
      severity: 'error',
      comment: 'Factories and fakes never reach production.',
      from: { path: '^(app|components|lib|server|instrumentation|proxy)', pathNot: '(\\.test\\.tsx?$|^lib/testing/)' },
      to: { path: '^lib/testing/' },
    },
    {
      name: 'nobody-imports-app',
      severity: 'error',
      comment: 'Routes are leaves.',
      from: { pathNot: '^app/' },
      to: { path: '^app/' },
    },
    {
      name: 'no-foreign-repo',
      severity: 'error',
      comment: "Another feature's tables are reached through its use cases.",
      from: { path: '^lib/features/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^lib/features/[^/]+/(repo|present)', pathNot: '^lib/features/$1/' },
    },
    {
      name: 'no-repo-from-outside',
      severity: 'error',
      comment: 'Only use cases touch repositories.',
      from: { path: '^(app|components|lib/(sync|http|boot|client|ops))/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^lib/features/[^/]+/repo' },
    },
    {
      name: 'tldraw-in-one-place',
      severity: 'error',
      comment: 'An upgrade of the editor stays in three folders.',
      from: { path: '^(app|components|lib)/', pathNot: '^(components/editor/|lib/sync/|lib/features/|lib/testing/)' },
      to: { path: 'node_modules/(tldraw|@tldraw)/' },
    },
    {
      name: 'next-auth-in-one-place',
      severity: 'error',
      comment: 'Authentication can be replaced in one folder.',
      from: { pathNot: '^lib/(features/auth|testing)/' },
      to: { path: 'node_modules/next-auth/' },
    },
    {
      name: 'prom-client-in-one-place',
      severity: 'error',
      comment: 'What is measured is listed, bounded and explained in one file.',
      from: { path: '^(app|components|lib)/', pathNot: '^lib/platform/metrics/' },
      to: { path: 'node_modules/prom-client/' },
    },
    below('core-imports-nothing', 'core is pure.', '^lib/core/', '^lib/core/'),
    below('platform-knows-no-feature', 'platform is ports and drivers.', '^lib/platform/', '^lib/(core|platform)/'),
    below(
      'features-below-http',
      'Features do not know how they are called. The description of the API reads the schemas of operations as well.',
      '^lib/features/(?!openapi/)',
      '^lib/(core|platform|features)/',
    ),
    below(
      'openapi-reads-schemas',
      'The description of the API is made of schemas.',
      '^lib/features/openapi/',
      '^lib/(core|platform|features|ops/[^/]+/schema)',
    ),
    below('ops-below-features', 'Operations watch the platform.', '^lib/ops/', '^lib/(core|platform|ops)/'),
    below(
      'sync-below-http',
      'Sync uses features, not their callers.',
      '^lib/sync/',
      '^lib/(core|platform|features|sync)/',
    ),
    below(
      'http-knows-auth-only',
      'The edge authenticates; it decides nothing.',
      '^lib/http/',
      '^lib/(core|platform|http|features/auth)/',
    ),
    below('client-knows-core-only', "The browser's side has no server code.", '^lib/client/', '^lib/(core|client)/'),
    below(
      'components-are-client-side',
      'Components never import server code.',
      '^components/',
      '^(components|lib/(core|client|features/[^/]+/(schema|policy|pure/)|ops/[^/]+/schema|sync/client))',
    ),
    below('boot-below-app', 'Composition roots sit right below the routes.', '^lib/boot/', '^lib/(?!testing)'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(\\.next|^public|lib/platform/db/generated)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
