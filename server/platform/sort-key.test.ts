import { describe, expect, it } from 'vitest';
import { afterKey, keyColumns, orderBy, type SortKey } from './sort-key.ts';
import { sql, type Sql } from './sql.ts';

const shown = ({ text, values }: Sql): string =>
  text.reduce((all, part, place) => `${all}${JSON.stringify(values[place - 1])}${part}`);
const byName: SortKey = { by: sql`t.name` };
const byDay: SortKey = { by: sql`t.day`, as: 'date', descending: true };
const byId: SortKey = { by: sql`t.id`, as: 'uuid' };

describe('the order of a list', () => {
  it('is the same in its clause and in its cursor', () => {
    expect(shown(orderBy([byDay, byName, byId]))).toBe('t.day desc, t.name, t.id');
    expect(shown(keyColumns([byDay, byId]))).toBe('(t.day)::text as key0, (t.id)::text as key1');
  });

  it('goes on after a key in one comparison when all run one way', () => {
    expect(shown(afterKey([byName, byId], ['а', 'x']))).toBe('(t.name, t.id) > ("а"::text, "x"::uuid)');
  });

  it('goes on after a key step by step when directions differ', () => {
    expect(shown(afterKey([byDay, byName, byId], ['2026-01-02', 'а', 'x']))).toBe(
      '(t.day < "2026-01-02"::date or t.day = "2026-01-02"::date and t.name > "а"::text or t.day = "2026-01-02"::date and t.name = "а"::text and t.id > "x"::uuid)',
    );
  });

  it('has no condition at the beginning', () => {
    expect(shown(afterKey([byDay, byId], null))).toBe('true');
  });
});
