/**
 * Which way imports may point (ARCHITECTURE.md draws it). A new server feature gets its place in this list first:
 * a feature may import those before it, never those after it.
 */
const features = [
  ['territories'],
  ['organizations'],
  ['people'],
  ['invitations'],
  ['strategies'],
  ['measures', 'indicators'],
  ['imports'],
  ['reports'],
  ['observations'],
  ['progress'],
  ['coalitions'],
  ['campaigns'],
  ['public-texts'],
  ['history'],
  ['councils'],
  ['exports'],
  ['retention'],
  ['own-data'],
];
const featureNames = features.flat();
/** What stands around the features and may use them all. */
const frame = ['seed', 'cli', 'backup', 'migrations', 'http', 'database-access'];
const oneOf = (names) => `(${names.join('|')})`;

const upstream = features.slice(0, -1).map((names, place) => ({
  name: `${names.join('-and-')}-know-nothing-later`,
  severity: 'error',
  comment: 'The later feature extends the earlier one, never the other way round.',
  from: { path: `^server/${oneOf(names)}/` },
  to: { path: `^server/${oneOf(features.slice(place + 1).flat())}/` },
}));

const forbid = (rule) => ({ severity: 'error', ...rule });

module.exports = {
  forbidden: [
    forbid({
      name: 'no-cycles',
      comment: 'Whatever stands in a circle is one thing: join it or cut it.',
      from: {},
      to: { circular: true },
    }),
    forbid({
      name: 'no-unresolvable',
      comment: 'An import that leads nowhere.',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    }),
    forbid({
      name: 'schema-stands-alone',
      comment: 'What server and client agree on imports nothing outside itself.',
      from: { path: '^schema/', pathNot: '([.]test[.]ts$|^schema/rules/testing/)' },
      to: { pathNot: '^schema/' },
    }),
    forbid({
      name: 'server-knows-no-client',
      comment: 'They meet in schema.',
      from: { path: '^server/' },
      to: { path: '^client/' },
    }),
    forbid({
      name: 'client-knows-no-server',
      comment: 'They meet in schema.',
      from: { path: '^client/' },
      to: { path: '^server/' },
    }),
    forbid({
      name: 'nothing-rests-on-tests',
      comment: 'Tests look at the program.',
      from: { path: '^(schema|server|client)/', pathNot: '[.]test[.]ts$' },
      to: { path: '(^test/|[.]test[.]ts$)' },
    }),
    forbid({
      name: 'platform-knows-no-feature',
      comment: 'The platform would serve any other program as well.',
      from: { path: '^server/platform/' },
      to: { path: `^server/${oneOf([...featureNames, 'seed', 'cli', 'http', 'plan-import'])}/` },
    }),
    forbid({
      name: 'plan-import-reads-files-only',
      comment: 'It turns a file into a parsed plan, in a process of its own, and knows neither database nor feature.',
      from: { path: '^server/plan-import/' },
      to: { path: '^server/', pathNot: '^server/plan-import/' },
    }),
    forbid({
      name: 'features-know-no-frame',
      comment: 'Seeds, commands and HTTP use features.',
      from: { path: `^server/${oneOf(featureNames)}/` },
      to: { path: `^server/(${oneOf(['seed', 'cli', 'http'])}/|(main|app|schema)[.]ts$)` },
    }),
    forbid({
      name: 'every-feature-has-its-place',
      comment: 'A new folder of the server is named in this file before it is used.',
      from: {
        path: '^server/[^/]+/',
        pathNot: `^server/${oneOf([...featureNames, ...frame, 'platform', 'plan-import'])}/`,
      },
      to: {},
    }),
    forbid({
      name: 'ui-knows-no-feature',
      comment: 'pages → features → ui, lib.',
      from: { path: '^client/ui/' },
      to: { path: '^client/(pages|features)/' },
    }),
    forbid({
      name: 'lib-stands-below',
      comment: 'pages → features → ui, lib.',
      from: { path: '^client/lib/' },
      to: { path: '^client/(pages|features|ui)/' },
    }),
    forbid({
      name: 'features-know-no-page',
      comment: 'pages → features → ui, lib.',
      from: { path: '^client/features/' },
      to: { path: '^client/pages/' },
    }),
    forbid({
      name: 'program-runs-without-development-packages',
      comment: 'What the server imports is a dependency, not a development dependency.',
      from: { path: '^server/', pathNot: '[.]test[.]ts$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    }),
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
