/** Takes guards away and puts to the server those units of the matrix that asked them: the rows alone say what is wrong. */
import type { Reader } from '../../../server/platform/sql.ts';
import { worldContext } from '../../support/world.ts';
import type { Batch } from '../matrix/run-units.ts';
import type { Matrix } from '../matrix/unit.ts';
import { closePolicy, openPolicy, type RowPolicy } from './row-policies.ts';

/** Which guards each batch asked, with all of them in place. */
export type Touches = ReadonlyMap<Batch, ReadonlySet<string>>;

interface Recorded {
  readonly touches: Touches;
  /** With every guard in its place there are none. */
  readonly failures: readonly string[];
}

export async function recordTouches(matrix: Matrix, batches: readonly Batch[]): Promise<Recorded> {
  const { touched } = globalThis.guardSwitch;
  const touches = new Map<Batch, ReadonlySet<string>>();
  const failures: string[] = [];
  for (const batch of batches) {
    touched.clear();
    failures.push(...(await batch.run(matrix)).failures);
    touches.set(batch, new Set(touched));
  }
  return { touches, failures };
}

/** A removal: by switch, and by opening policies of the database. */
export interface Removal {
  readonly ids: readonly string[];
  readonly policies: readonly RowPolicy[];
}

/**
 * The batches that can notice: those that asked one of the guards, and those of the tables of the policies. Changes
 * alone, with one question each, come first: the quicker a removal is noticed, the sooner the next.
 */
export function batchesThatAsk(touches: Touches, { ids, policies }: Removal): Batch[] {
  const isOfTable = ({ names: [name = ''] }: Batch): boolean =>
    policies.some(({ table }) => name === `table ${table}` || name.startsWith(`table ${table} (`));
  return [...touches]
    .filter(([batch, asked]) => isOfTable(batch) || ids.some((id) => asked.has(id)))
    .map(([batch]) => batch)
    .toSorted((a, b) => a.names.length - b.names.length);
}

/** Runs something while these are away; they are in their places again after. */
export async function without<T>(matrix: Matrix, { ids, policies }: Removal, work: () => Promise<T>): Promise<T> {
  const { off } = globalThis.guardSwitch;
  const owner: Reader = worldContext(matrix.app);
  for (const id of ids) off.add(id);
  for (const policy of policies) await openPolicy(owner, policy);
  try {
    return await work();
  } finally {
    for (const id of ids) off.delete(id);
    for (const policy of policies) await closePolicy(owner, policy);
  }
}

/** What a batch finds wrong as things stand. With `until: 'first'` it may end with the first of it. */
export async function failuresOf(
  matrix: Matrix,
  { batch, until }: { readonly batch: Batch; readonly until: 'first' | 'all' },
): Promise<readonly string[]> {
  // what is said here is not what is to be said
  const beside = { ...matrix, endsEarly: until === 'first', values: new Map(matrix.values) };
  const { failures } = await batch
    .run(beside)
    .catch((error: unknown) => ({ failures: [`${batch.names.join()} fails: ${String(error)}`] }));
  return failures;
}

export interface Noticed {
  readonly batch: Batch;
  readonly failure: string;
}

/** The first that a batch finds wrong and did not before; null: nothing. */
export async function firstNoticed(
  matrix: Matrix,
  { batches, before }: { readonly batches: readonly Batch[]; readonly before: ReadonlyMap<Batch, ReadonlySet<string>> },
): Promise<Noticed | null> {
  for (const batch of batches) {
    const known = before.get(batch) ?? new Set();
    const failures = await failuresOf(matrix, { batch, until: known.size === 0 ? 'first' : 'all' });
    const failure = failures.find((each) => !known.has(each));
    if (failure !== undefined) return { batch, failure };
  }
  return null;
}
