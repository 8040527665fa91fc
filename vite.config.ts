/** Builds the client: the application, and GraphiQL as a page of its own so that the application never carries it. */
import vueI18n from '@intlify/unplugin-vue-i18n/vite';
import vue from '@vitejs/plugin-vue';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const serverUrl = `http://localhost:${process.env['PORT'] ?? 4000}`;

export default defineConfig({
  root: here('./client'),
  plugins: [vue(), vueI18n({ runtimeOnly: true, compositionOnly: true, fullInstall: false })],
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    target: 'es2022',
    outDir: here('./dist/client'),
    emptyOutDir: true,
    rolldownOptions: {
      input: { index: here('./client/index.html'), graphiql: here('./client/graphiql.html') },
    },
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(
      ['/graphql', '/files', '/download', '/sign-in', '/sign-out', '/livez', '/readyz'].map((path) => [
        path,
        serverUrl,
      ]),
    ),
  },
});
