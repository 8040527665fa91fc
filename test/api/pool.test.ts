/** A connection that the database cuts off costs a statement at the most, never the program. */
import { beforeAll, describe, expect, it } from 'vitest';
import { openPool } from '../../server/platform/pool.ts';
import { createTestDatabase } from '../support/database.ts';

let url: string;

beforeAll(async () => {
  ({ url } = await createTestDatabase());
});

describe('a pool whose connection is cut off', () => {
  it.each(['in use', 'idle'] as const)('while it is %s takes another', async (state) => {
    const pool = openPool({ connectionString: url, max: 2 });
    try {
      const [lost, cutter] = await Promise.all([pool.connect(), pool.connect()]);
      const ended = new Promise((resolve) => lost.once('end', resolve));
      const found = await lost.query<{ pid: number }>('select pg_backend_pid() as pid');
      if (state === 'idle') lost.release();
      await cutter.query('select pg_terminate_backend($1)', [found.rows[0]?.pid]);
      await ended;
      if (state === 'in use') lost.release(true);
      cutter.release();
      const answers = await Promise.all([1, 2].map((n) => pool.query<{ n: number }>('select $1::int as n', [n])));
      expect(answers.map(({ rows }) => rows[0]?.n)).toEqual([1, 2]);
    } finally {
      await pool.end();
    }
  });
});
