import { expect, test } from 'vitest';
import { assertSchemaNotNewer } from './schema-version.ts';
import { StartError } from './start-error.ts';

test('an older or equal schema is accepted', () => {
  expect(() => assertSchemaNotNewer({ applied: [], known: ['one'] })).not.toThrow();
  expect(() => assertSchemaNotNewer({ applied: ['one'], known: ['one', 'two'] })).not.toThrow();
});

test('a schema that a newer program made is refused, with the first unknown migration', () => {
  const start = () => assertSchemaNotNewer({ applied: ['one', 'two', 'three'], known: ['one'] });
  expect(start).toThrow(StartError);
  expect(start).toThrow(/two is unknown here/);
});
