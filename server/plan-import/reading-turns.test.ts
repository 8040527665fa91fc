import { expect, test } from 'vitest';
import { inTurn } from './reading-turns.ts';

test('no more than two readings run at once, and each gets its turn, also after a failure', async () => {
  let running = 0;
  let most = 0;
  const reading = (number: number) => async (): Promise<number> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 1));
    running -= 1;
    if (number % 3 === 0) throw new Error('unreadable');
    return number;
  };
  const results = await Promise.allSettled([1, 2, 3, 4, 5, 6, 7].map((number) => inTurn(reading(number))));
  expect(most).toBe(2);
  expect(results.map((result) => (result.status === 'fulfilled' ? result.value : 'failed'))).toEqual([
    1,
    2,
    'failed',
    4,
    5,
    'failed',
    7,
  ]);
  expect(await inTurn(async () => 'still open')).toBe('still open');
});
