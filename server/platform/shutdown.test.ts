import { expect, test } from 'vitest';
import { createShutdown } from './shutdown.ts';

test('what was opened last is closed first, and only once', async () => {
  const closed: string[] = [];
  const shutdown = createShutdown({ log: () => {} });
  shutdown.onShutdown(() => void closed.push('database'));
  shutdown.onShutdown(async () => void closed.push('pool'));
  shutdown.onShutdown(() => void closed.push('http'));
  await Promise.all([shutdown.close(), shutdown.close()]);
  expect(closed).toEqual(['http', 'pool', 'database']);
});

test('a step that fails or hangs is reported and the next still runs', async () => {
  const [lines, closed]: [string[], string[]] = [[], []];
  const shutdown = createShutdown({ log: (line) => lines.push(line), stepLimitMs: 10 });
  shutdown.onShutdown(() => void closed.push('database'));
  shutdown.onShutdown(() => new Promise<void>(() => {}));
  shutdown.onShutdown(() => Promise.reject(new Error('the socket is gone')));
  await shutdown.close();
  expect(closed).toEqual(['database']);
  expect(lines).toEqual(['While stopping: the socket is gone', 'While stopping: a step took longer than 10 ms']);
});
