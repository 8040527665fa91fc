/**
 * Which way imports may point (ARCHITECTURE.md draws it). A new server feature gets its place in this list first:
 * a feature may import those before it, never those after it.
 */
const features = [
  ['territories'],
  ['organizations'],
  ['people'],
  ['strategies'],
  ['measures', 'indicators'],
  ['imports'],
  ['reports'],
  ['observations'],
  ['progress'],
  ['coalitions'],
  ['campaigns'],
  ['councils'],
];
const featureNames = features.flat();
/** What stands around the features and may use them all. */
const frame = ['seed', 'cli', 'migrations', 'http'];
const oneOf = (names) => `(${names.join('|')})`;

const upstream = features.slice(0, -1).map((names, place) => ({
  name: `${names.join('-and-')}-know-nothing-later`,
  severity: 'error',
  comment: 'The later feature extends the earlier one, never the other way round.',
  from: { path: `^server/${oneOf(names)}/` },
  to: { path: `^server/${oneOf(features.slice(place + 1).flat())}/` },
}));

const forbid = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    forbid('no-cycles', 'Whatever stands in a circle is one thing: join it or cut it.', {}, { circular: true }),
    forbid('no-unresolvable', 'An import that leads nowhere.', {}, { couldNotResolve: true, pathNot: '^virtual:' }),
    forbid(
      'schema-stands-alone',
      'What server and client agree on imports nothing outside itself.',
      { path: '^schema/', pathNot: '[.]test[.]ts$' },
      { pathNot: '^schema/' },
    ),
    forbid('server-knows-no-client', 'They meet in schema.', { path: '^server/' }, { path: '^client/' }),
    forbid('client-knows-no-server', 'They meet in schema.', { path: '^client/' }, { path: '^server/' }),
    forbid(
      'nothing-rests-on-tests',
      'Tests look at the program.',
      { path: '^(schema|server|client)/', pathNot: '[.]test[.]ts$' },
      { path: '(^test/|[.]test[.]ts$)' },
    ),
    forbid(
      'platform-knows-no-feature',
      'The platform would serve any other program as well.',
      { path: '^server/platform/' },
      { path: `^server/${oneOf([...featureNames, 'seed', 'cli', 'http', 'plan-import'])}/` },
    ),
    forbid(
      'plan-import-reads-files-only',
      'It turns a file into a parsed plan, in a process of its own, and knows neither database nor feature.',
      { path: '^server/plan-import/' },
      { path: '^server/', pathNot: '^server/plan-import/' },
    ),
    forbid(
      'features-know-no-frame',
      'Seeds, commands and HTTP use features.',
      { path: `^server/${oneOf(featureNames)}/` },
      { path: `^server/(${oneOf(['seed', 'cli', 'http'])}/|(main|app|schema)[.]ts$)` },
    ),
    forbid(
      'every-feature-has-its-place',
      'A new folder of the server is named in this file before it is used.',
      { path: '^server/[^/]+/', pathNot: `^server/${oneOf([...featureNames, ...frame, 'platform', 'plan-import'])}/` },
      {},
    ),
    forbid(
      'ui-knows-no-feature',
      'pages → features → ui, lib.',
      { path: '^client/ui/' },
      { path: '^client/(pages|features)/' },
    ),
    forbid(
      'lib-stands-below',
      'pages → features → ui, lib.',
      { path: '^client/lib/' },
      { path: '^client/(pages|features|ui)/' },
    ),
    forbid(
      'features-know-no-page',
      'pages → features → ui, lib.',
      { path: '^client/features/' },
      { path: '^client/pages/' },
    ),
    forbid(
      'program-runs-without-development-packages',
      'What the server imports is a dependency, not a development dependency.',
      { path: '^server/', pathNot: '[.]test[.]ts$' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    ),
    ...upstream,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
