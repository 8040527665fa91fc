/**
 * Every guard away in turn, and what came of it. Policies of the database are put to the units of their tables, guards of
 * the program to the cells where they refused, until one notices. What is listed as held by others is taken away beside
 * those: then it must be noticed, and alone it must not, else its line is out of date.
 */
import type { Batch } from '../matrix/run-units.ts';
import type { Matrix } from '../matrix/unit.ts';
import {
  cellsOfTable,
  firstNoticed,
  firstNoticedOfOneMore,
  recordRefusals,
  without,
  type Cell,
  type Noticed,
  type Refusals,
} from './removal.ts';
import type { RowPolicy } from './row-policies.ts';
import { ROW_SECURITY, SURVIVORS, type Survivor } from './survivors.ts';

export interface Removed {
  readonly id: string;
  /**
   * `held`: missed once what holds it is gone too. `explained`: nothing behind it needs holding. `stale`: listed as a
   * survivor, and noticed alone.
   */
  readonly verdict: 'caught' | 'held' | 'explained' | 'unnoticed' | 'stale';
}

interface Removals {
  readonly matrix: Matrix;
  readonly batches: readonly Batch[];
  readonly refusals: Refusals;
  readonly guards: readonly string[];
  readonly policies: readonly RowPolicy[];
}

export async function removePolicies({
  matrix,
  batches,
  policies,
}: Pick<Removals, 'matrix' | 'batches' | 'policies'>): Promise<readonly Removed[]> {
  const removed: Removed[] = [];
  for (const policy of policies) {
    const cells = cellsOfTable(batches, policy);
    const noticed = await without(matrix, { ids: [], policies: [policy] }, () => firstNoticed(matrix, cells));
    removed.push({ id: policy.id, verdict: noticed === null ? 'unnoticed' : 'caught' });
    say(policy.id, noticed);
  }
  return removed;
}

export async function removeGuards(removals: Removals): Promise<readonly Removed[]> {
  const { guards, policies, matrix } = removals;
  const survivors = guards.flatMap((id) => SURVIVORS.find(({ guard }) => guard === id) ?? []);
  const isHeldByRows = ({ heldBy = [] }: Survivor): boolean => heldBy.includes(ROW_SECURITY);
  const isHeld = ({ heldBy }: Survivor): boolean => heldBy !== undefined;
  const noticing = new Map<Survivor, Noticed>();
  /** With all of the policies open a guard is asked of more. */
  let opened: Refusals = new Map();
  const remove = async (survivor: Survivor, refusals = removals.refusals): Promise<void> => {
    const noticed = await removedBeside({ ...removals, refusals }, survivor);
    if (noticed !== null) noticing.set(survivor, noticed);
    say(`${survivor.guard} beside ${survivor.heldBy?.join(', ')}`, noticed);
  };
  // to open all of them takes longer than most removals
  const heldByRows = survivors.filter(isHeldByRows);
  if (heldByRows.length > 0)
    await without(matrix, { ids: [], policies }, async () => {
      opened = (await recordRefusals({ ...matrix, values: new Map() }, removals.batches)).refusals;
      for (const survivor of heldByRows) await remove(survivor, opened);
    });
  for (const survivor of survivors.filter((one) => isHeld(one) && !isHeldByRows(one))) await remove(survivor);

  const removed: Removed[] = [];
  const unlisted: string[] = [];
  for (const id of guards) {
    const survivor = survivors.find(({ guard }) => guard === id);
    const beside = survivor === undefined ? undefined : noticing.get(survivor);
    const refusing = removals.refusals.get(id) ?? [];
    // what notices it beside the others is the likeliest to notice it alone
    const cells = beside === undefined ? refusing : [beside.cell, ...refusing];
    const alone = await without(matrix, { ids: [id], policies: [] }, () => firstNoticed(matrix, cells));
    removed.push({ id, verdict: verdictOf({ survivor, beside, alone }) });
    if (survivor === undefined) say(id, alone);
    if (survivor === undefined && alone === null) unlisted.push(id);
    if (survivor !== undefined && alone !== null) say(`${id}, which is listed as a survivor,`, alone);
  }

  await without(matrix, { ids: [], policies }, async () => {
    for (const id of unlisted) {
      const cells = opened.get(id) ?? removals.refusals.get(id) ?? [];
      say(`${id} beside ${ROW_SECURITY}, in ${cells.length} cells`, await firstNoticedOfOneMore(matrix, { cells, id }));
    }
  });
  return removed;
}

/** Cells where the guard or one of its holders refused: behind these it may be asked where it was not before. */
async function removedBeside(
  { matrix, refusals }: Removals,
  { guard, heldBy = [] }: Survivor,
): Promise<Noticed | null> {
  const ids = heldBy.filter((holder) => holder !== ROW_SECURITY);
  const cells = new Set<Cell>([guard, ...ids].flatMap((id) => refusals.get(id) ?? []));
  return without(matrix, { ids, policies: [] }, () => firstNoticedOfOneMore(matrix, { cells: [...cells], id: guard }));
}

interface Found {
  readonly survivor: Survivor | undefined;
  readonly beside: Noticed | undefined;
  readonly alone: Noticed | null;
}

function verdictOf({ survivor, beside, alone }: Found): Removed['verdict'] {
  if (survivor === undefined) return alone === null ? 'unnoticed' : 'caught';
  if (alone !== null) return 'stale';
  if (survivor.heldBy === undefined) return 'explained';
  return beside === undefined ? 'unnoticed' : 'held';
}

/** Said as it goes: the whole takes a while. */
const say = (what: string, noticed: Noticed | null): boolean =>
  process.stdout.write(
    `${(noticed === null ? `UNNOTICED ${what}` : `noticed ${what}: ${noticed.failure}`).slice(0, 240)}\n`,
  );

export function summaryOf(removed: readonly Removed[]): { readonly line: string; readonly share: number } {
  const count = (verdict: Removed['verdict']): number => removed.filter((each) => each.verdict === verdict).length;
  const [caught, held, explained] = [count('caught'), count('held'), count('explained')];
  const share = removed.length === 0 ? 0 : (caught + held) / removed.length;
  const shown = `${(share * 100).toFixed(1)} %`;
  return {
    line: `${removed.length} removals, ${caught} caught, ${held + explained} survivors explained, ${held} pairs caught (${shown})`,
    share,
  };
}
