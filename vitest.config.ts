/**
 * `unit` needs nothing, `api` a PostgreSQL, `security` is the same for checks of the whole contract that take a while,
 * `guards` has switches around the guards of the server, `launch` starts programs of its own, `journeys` drive a browser.
 */
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';
import { guardSwitches } from './test/security/guards/guard-plugin.ts';

const database = './test/support/database.setup.ts';
const build = './test/support/build.setup.ts';
const endOfFile = './test/support/end-of-file.setup.ts';
const wholeChecks = 'test/security/{matrix,canary,fuzz,attacks,guards}/**/*.test.ts';
/** Those that ask every field of the contract, or write and read at random: not for every day. */
const longChecks = 'test/api/{answer-cache-random,compiled-execution,n-plus-one,selections}.test.ts';
const guardChecks = 'test/security/guards/**/*.test.ts';

export default defineConfig({
  // Node loads the CommonJS build of graphql; a second copy would not know the first one's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    // both processors of a small machine; by itself it leaves one idle
    maxWorkers: 2,
    reporters: ['default', './test/support/closing-line.reporter.ts'],
    projects: [
      {
        extends: true,
        plugins: [vue()],
        test: {
          name: 'unit',
          include: ['{schema,server,client}/**/*.test.ts', 'test/{plan-import,architecture}/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'api',
          include: ['test/{api,security,support}/**/*.test.ts'],
          exclude: [wholeChecks, longChecks],
          // files share what they import: to load the whole server for each took a third of the time
          isolate: false,
          globalSetup: database,
          setupFiles: endOfFile,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'security',
          include: [wholeChecks, longChecks],
          exclude: [guardChecks],
          globalSetup: database,
          setupFiles: endOfFile,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        plugins: [guardSwitches()],
        test: {
          name: 'guards',
          include: [guardChecks],
          globalSetup: database,
          setupFiles: ['./test/security/guards/guard-switch.setup.ts', endOfFile],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'launch',
          include: ['test/launch/**/*.test.ts'],
          globalSetup: build,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          globalSetup: [database, build],
          setupFiles: endOfFile,
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
