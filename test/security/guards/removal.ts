/** Takes guards away and puts to the server those cells of the matrix where they refused: the rows alone say what is wrong. */
import type { Reader } from '../../../server/platform/sql.ts';
import { worldContext } from '../../support/world.ts';
import { ASKERS, type Person } from '../matrix/actors.ts';
import type { Desk } from '../matrix/asking.ts';
import type { Batch } from '../matrix/run-units.ts';
import type { Matrix } from '../matrix/unit.ts';
import { closePolicy, openPolicy, type RowPolicy } from './row-policies.ts';

/** A batch as one person puts it. */
export interface Cell {
  readonly batch: Batch;
  /** Null: everybody, where it is not put by the desk. */
  readonly person: Person | null;
}

/** Where each guard refused, with all of them in place. */
export type Refusals = ReadonlyMap<string, readonly Cell[]>;

interface Recorded {
  readonly refusals: Refusals;
  /** Guards that were asked, whatever they said. */
  readonly asked: ReadonlySet<string>;
  /** With every guard in its place there are none. */
  readonly failures: readonly string[];
}

export async function recordRefusals(matrix: Matrix, batches: readonly Batch[]): Promise<Recorded> {
  const { touched, refused } = globalThis.guardSwitch;
  const refusals = new Map<string, Cell[]>();
  const asked = new Set<string>();
  const failures: string[] = [];
  for (const batch of batches) {
    const cells = new Map<Person | null, Cell>();
    const note = (person: Person | null): void => {
      const cell = cells.get(person) ?? { batch, person };
      cells.set(person, cell);
      for (const id of touched) asked.add(id);
      for (const id of refused) {
        const known = refusals.get(id) ?? [];
        if (known.at(-1) !== cell) known.push(cell);
        refusals.set(id, known);
      }
      touched.clear();
      refused.clear();
    };
    touched.clear();
    refused.clear();
    const { failures: found } = await batch
      .run({ ...matrix, desk: noting(matrix.desk, note) })
      .catch((error: unknown) => ({ failures: [`${batch.names.join()} fails: ${String(error)}`] }));
    failures.push(...found);
    note(null);
  }
  for (const [id, cells] of refusals) refusals.set(id, mixed(cells));
  return { refusals, asked, failures };
}

/** For a few guards: batch after batch, and no further than it takes to miss each. */
export async function recordUntilNoticed(
  matrix: Matrix,
  { batches, ids }: { readonly batches: readonly Batch[]; readonly ids: readonly string[] },
): Promise<Recorded> {
  const refusals = new Map<string, readonly Cell[]>();
  const asked = new Set<string>();
  const failures: string[] = [];
  const waiting = new Set(ids);
  for (const batch of batches.toSorted((a, b) => a.names.length - b.names.length)) {
    if (waiting.size === 0) break;
    const recorded = await recordRefusals(matrix, [batch]);
    failures.push(...recorded.failures);
    for (const id of recorded.asked) asked.add(id);
    for (const [id, cells] of recorded.refusals) refusals.set(id, [...(refusals.get(id) ?? []), ...cells]);
    for (const id of waiting) {
      const cells = recorded.refusals.get(id) ?? [];
      const noticed = await without(matrix, { ids: [id], policies: [] }, () => firstNoticed(matrix, cells));
      if (noticed === null) continue;
      refusals.set(id, [noticed.cell]);
      waiting.delete(id);
    }
  }
  return { refusals, asked, failures };
}

function noting(desk: Desk, note: (person: Person) => void): Desk {
  return {
    askAll: async (person, questions) => {
      const said = await desk.askAll(person, questions);
      note(person);
      return said;
    },
    change: async (question) => {
      const said = await desk.change(question);
      note(question.person);
      return said;
    },
  };
}

/** One question alone first; then so that neighbours, which mostly notice the same, do not follow each other. */
function mixed(cells: readonly Cell[]): Cell[] {
  const steps = 7919;
  return cells
    .map((cell, place) => ({ cell, rank: (place * steps) % cells.length, isLone: cell.batch.names.length === 1 }))
    .toSorted((a, b) => Number(b.isLone) - Number(a.isLone) || a.rank - b.rank)
    .map(({ cell }) => cell);
}

/** A removal: by switch, and by opening policies of the database. */
interface Removal {
  readonly ids: readonly string[];
  readonly policies: readonly RowPolicy[];
}

/** The units of the table of a policy. */
export const cellsOfTable = (batches: readonly Batch[], { table }: RowPolicy): Cell[] =>
  batches
    .filter(({ names: [name = ''] }) => name === `table ${table}` || name.startsWith(`table ${table} (`))
    .map((batch) => ({ batch, person: null }));

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

/** What a cell finds wrong as things stand. */
async function failuresOf(matrix: Matrix, { batch, person }: Cell): Promise<ReadonlySet<string>> {
  const askers = person === null ? ASKERS : ASKERS.filter((asker) => asker.person === person);
  // what is said here is not what is to be said
  const beside = { ...matrix, askers, values: new ValuesBeside(matrix.values) };
  const { failures } = await batch
    .run(beside)
    .catch((error: unknown) => ({ failures: [`${batch.names.join()} fails: ${String(error)}`] }));
  return new Set(failures);
}

/** Knows what was said, and keeps what is said now to itself. */
class ValuesBeside extends Map<string, string> {
  readonly #known: ReadonlyMap<string, string>;

  constructor(known: ReadonlyMap<string, string>) {
    super();
    this.#known = known;
  }

  override get(place: string): string | undefined {
    return super.get(place) ?? this.#known.get(place);
  }
}

export interface Noticed {
  readonly cell: Cell;
  readonly failure: string;
}

/** The first that a cell finds wrong; null: nothing. */
export async function firstNoticed(matrix: Matrix, cells: readonly Cell[]): Promise<Noticed | null> {
  for (const cell of cells) {
    const [failure] = await failuresOf(matrix, cell);
    if (failure !== undefined) return { cell, failure };
  }
  return null;
}

interface OneMore {
  readonly cells: readonly Cell[];
  /** Taken away for the second look. */
  readonly id: string;
}

/** The first cell that finds something wrong when one more guard goes, which it did not before; null: nothing. */
export async function firstNoticedOfOneMore(matrix: Matrix, { cells, id }: OneMore): Promise<Noticed | null> {
  for (const cell of cells) {
    const before = await failuresOf(matrix, cell);
    const after = await without(matrix, { ids: [id], policies: [] }, () => failuresOf(matrix, cell));
    const failure = [...after].find((each) => !before.has(each));
    if (failure !== undefined) return { cell, failure };
  }
  return null;
}
