/** Builds the client: the application, and GraphiQL as a page of its own so that the application never carries it. */
import vue from '@vitejs/plugin-vue';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { chunkGroups } from './client/build/chunk-groups.ts';
import { trustedDocuments } from './client/build/trusted-documents.plugin.ts';
import { firstLoad } from './client/build/first-load.plugin.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const serverUrl = `http://localhost:${process.env['PORT'] ?? 4000}`;

export default defineConfig({
  root: here('./client'),
  plugins: [
    trustedDocuments({ clientFolder: here('./client'), manifestFile: here('./dist/trusted-documents.json') }),
    vue({ features: { optionsAPI: false } }),
    firstLoad(),
  ],
  // The client reads its messages by itself (client/lib/message-compiler.ts), so vue-i18n comes without its compiler.
  resolve: { alias: { 'vue-i18n': 'vue-i18n/dist/vue-i18n.runtime.mjs' } },
  define: {
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_DROP_MESSAGE_COMPILER__: true,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    target: 'es2022',
    outDir: here('./dist/client'),
    emptyOutDir: true,
    // The editor of GraphiQL is one large piece, and only its own page loads it.
    chunkSizeWarningLimit: 4_000,
    rolldownOptions: {
      // Directives such as "use client" in packages mean nothing here, and hundreds of them would bury what does.
      onwarn: (warning, warn) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
      output: { codeSplitting: { groups: chunkGroups } },
      input: {
        index: here('./client/index.html'),
        graphiql: here('./client/graphiql.html'),
        'first-load': here('./client/first-load.ts'),
      },
    },
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(['/graphql', '/imports', '/livez', '/readyz'].map((path) => [path, serverUrl])),
  },
});
