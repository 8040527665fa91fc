/**
 * Which modules travel together. On a slow line each file costs a round trip, so what every page needs comes in two
 * files (packages, which change seldom, and the frame), and what several reading pages share in one more; the rest
 * stays with its page.
 */
const framePackages = ['vue', '@vue', 'vue-router', 'vue-i18n', '@intlify', '@urql', 'wonka', '@0no-co', 'gql.tada'];

export const chunkGroups = [
  {
    name: 'packages',
    test: new RegExp(
      `[\\\\/]node_modules[\\\\/](?:${framePackages.join('|')})[\\\\/]|plugin-vue:export-helper|vite[\\\\/](?:preload-helper|modulepreload)`,
    ),
    priority: 3,
  },
  {
    name: 'frame',
    test: /[\\/]client[\\/](?:lib|ui|App\.vue|router\.ts|work-routes\.ts)|[\\/]schema[\\/]/,
    tags: ['$initial' as const],
    priority: 2,
  },
  {
    name: 'parts',
    test: /[\\/]client[\\/](?:lib|ui)[\\/]|[\\/]schema[\\/]|[\\/]createLucideIcon/,
    minShareCount: 2,
    priority: 1,
  },
  {
    name: 'reading',
    test: /[\\/]client[\\/]features[\\/](?:measures|plans|progress)[\\/]|[\\/]@lucide[\\/]/,
    minShareCount: 2,
  },
];
