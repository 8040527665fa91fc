/** Builds the server and what it starts beside itself; packages stay outside the bundle. */
import { randomUUID } from 'node:crypto';
import { defineConfig } from 'vite';

export default defineConfig({
  publicDir: false,
  // what the same data says may differ from build to build: no answer of another is taken for one of this
  define: { __BUILD_ID__: JSON.stringify(randomUUID()) },
  build: {
    ssr: true,
    target: 'node22',
    outDir: 'dist/server',
    // A command that builds beside a running server must not take away what that one loads later.
    emptyOutDir: false,
    sourcemap: true,
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        main: 'server/main.ts',
        cli: 'server/cli/main.ts',
        'parse-child': 'server/plan-import/parse-child.ts',
        'form-child': 'server/reports/form/form-child.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
    },
  },
});
