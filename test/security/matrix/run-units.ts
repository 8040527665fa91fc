/** Puts units to the server: reads many to an operation, for each who asks; the others one by one. */
import { ASKERS } from './actors.ts';
import type { Matrix, Outcome, ReadUnit, Unit } from './unit.ts';

/** Root fields in one operation: fewer round trips, and a failure that empties the answer costs this many anew. */
const READS_AT_ONCE = 25;

export async function runUnits(matrix: Matrix, units: readonly Unit[]): Promise<Outcome> {
  const reads = units.filter((unit) => 'judge' in unit);
  const together = reads.filter(({ alone }) => !alone);
  const batches: ReadUnit[][] = reads.filter(({ alone }) => alone).map((unit) => [unit]);
  for (let from = 0; from < together.length; from += READS_AT_ONCE)
    batches.push(together.slice(from, from + READS_AT_ONCE));
  const outcomes: Outcome[] = [];
  for (const batch of batches) outcomes.push(await runReads(matrix, batch));
  for (const unit of units) if ('run' in unit) outcomes.push(await unit.run(matrix));
  return {
    cells: outcomes.reduce((sum, { cells }) => sum + cells, 0),
    failures: outcomes.flatMap(({ failures }) => failures),
  };
}

async function runReads(matrix: Matrix, units: readonly ReadUnit[]): Promise<Outcome> {
  const failures: string[] = [];
  for (const asker of ASKERS) {
    const said = await matrix.desk.askAll(
      asker.person,
      units.map((unit) => unit.question(matrix, asker)),
    );
    units.forEach((unit, place) => {
      const answer = said[place];
      if (answer !== undefined) failures.push(...unit.judge(matrix, asker, answer));
    });
  }
  return { cells: units.reduce((sum, { cellsEach }) => sum + cellsEach, 0) * ASKERS.length, failures };
}
