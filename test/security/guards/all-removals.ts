/**
 * Every guard away in turn, and what came of it. Policies of the database are put to the units of their tables. A guard of
 * the program is first taken away with row-level security open as a whole, so that something notices; whether that also
 * notices the guard alone tells the caught ones from those that the database holds.
 */
import type { Batch } from '../matrix/run-units.ts';
import type { Matrix } from '../matrix/unit.ts';
import { batchesThatAsk, failuresOf, firstNoticed, without, type Removal, type Touches } from './removal.ts';
import type { RowPolicy } from './row-policies.ts';
import { ROW_SECURITY, SURVIVORS } from './survivors.ts';

export interface Removed {
  readonly id: string;
  /** `held`: missed once what holds it is gone too. `explained`: nothing behind it needs holding. */
  readonly verdict: 'caught' | 'held' | 'explained' | 'unnoticed';
}

interface Removals {
  readonly matrix: Matrix;
  readonly touches: Touches;
  readonly guards: readonly string[];
  readonly policies: readonly RowPolicy[];
}

type Failures = ReadonlyMap<Batch, ReadonlySet<string>>;
const NONE: Failures = new Map();

export async function removePolicies({ matrix, touches, policies }: Removals): Promise<readonly Removed[]> {
  const removed: Removed[] = [];
  for (const policy of policies) {
    const removal: Removal = { ids: [], policies: [policy] };
    const batches = batchesThatAsk(touches, removal);
    const noticed = await without(matrix, removal, () => firstNoticed(matrix, { batches, before: NONE }));
    removed.push({ id: policy.id, verdict: noticed === null ? 'unnoticed' : 'caught' });
    say(`${noticed === null ? 'UNNOTICED' : 'caught'} ${policy.id}: ${noticed?.failure}`);
  }
  return removed;
}

export async function removeGuards({ matrix, touches, guards, policies }: Removals): Promise<readonly Removed[]> {
  const asking = (ids: readonly string[]): Batch[] => batchesThatAsk(touches, { ids, policies: [] });
  const pending = guards.filter((id) => survivorOf(id)?.heldBy !== undefined || survivorOf(id) === undefined);
  const noticing = new Map<string, Batch>();
  await without(matrix, { ids: [], policies }, async () => {
    const wanted = new Set(pending.flatMap((id) => asking([id])));
    const before = new Map<Batch, ReadonlySet<string>>();
    for (const batch of wanted) before.set(batch, new Set(await failuresOf(matrix, { batch, until: 'all' })));
    for (const id of pending) {
      const beside = otherHolders(id);
      const known = beside.length === 0 ? before : await failuresWithout(beside, asking([id]));
      const noticed = await without(matrix, { ids: [id, ...beside], policies: [] }, () =>
        firstNoticed(matrix, { batches: asking([id]), before: known }),
      );
      if (noticed !== null) noticing.set(id, noticed.batch);
      say(`${noticed === null ? 'nothing notices' : 'noticed'} ${id} beside row security: ${noticed?.failure}`);
    }
  });

  async function failuresWithout(ids: readonly string[], batches: readonly Batch[]): Promise<Failures> {
    const found = new Map<Batch, ReadonlySet<string>>();
    await without(matrix, { ids, policies: [] }, async () => {
      for (const batch of batches) found.set(batch, new Set(await failuresOf(matrix, { batch, until: 'all' })));
    });
    return found;
  }

  async function verdictOf(id: string): Promise<Removed['verdict']> {
    const survivor = survivorOf(id);
    if (survivor !== undefined && survivor.heldBy === undefined) return 'explained';
    const batch = noticing.get(id);
    if (survivor !== undefined) return batch === undefined ? 'unnoticed' : 'held';
    const alone = await without(matrix, { ids: [id], policies: [] }, () =>
      firstNoticed(matrix, { batches: batch === undefined ? asking([id]) : [batch], before: NONE }),
    );
    if (alone !== null) return 'caught';
    say(`SURVIVES ${id}${batch === undefined ? '' : ', held by row security'}`);
    return 'unnoticed';
  }

  const removed: Removed[] = [];
  for (const id of guards) removed.push({ id, verdict: await verdictOf(id) });
  return removed;
}

const survivorOf = (id: string) => SURVIVORS.find(({ guard }) => guard === id);
const otherHolders = (id: string): readonly string[] =>
  (survivorOf(id)?.heldBy ?? []).filter((holder) => holder !== ROW_SECURITY);

/** Said as it goes: the whole takes a while. */
const say = (line: string): boolean => process.stdout.write(`${line.slice(0, 240)}\n`);

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
