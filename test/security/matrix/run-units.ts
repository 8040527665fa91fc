/** Puts units to the server: reads many to an operation, for each who asks; the others one by one. */
import type { Matrix, Outcome, ReadUnit, Unit } from './unit.ts';

/** Root fields in one operation: fewer round trips, and a failure that empties the answer costs this many anew. */
const READS_AT_ONCE = 25;

/** Units that are put to the server together. */
export interface Batch {
  readonly names: readonly string[];
  run(matrix: Matrix): Promise<Outcome>;
}

export function batchesOf(units: readonly Unit[], readsAtOnce = READS_AT_ONCE): Batch[] {
  const reads = units.filter((unit) => 'judge' in unit);
  const together = reads.filter(({ alone }) => !alone);
  const batches: ReadUnit[][] = reads.filter(({ alone }) => alone).map((unit) => [unit]);
  for (let from = 0; from < together.length; from += readsAtOnce)
    batches.push(together.slice(from, from + readsAtOnce));
  return [
    ...batches.map((batch): Batch => ({
      names: batch.map(({ name }) => name),
      run: (matrix) => runReads(matrix, batch),
    })),
    ...units.flatMap((unit): Batch[] =>
      'run' in unit ? [{ names: [unit.name], run: (matrix) => unit.run(matrix) }] : [],
    ),
  ];
}

export async function runUnits(matrix: Matrix, units: readonly Unit[]): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const batch of batchesOf(units)) outcomes.push(await batch.run(matrix));
  return {
    cells: outcomes.reduce((sum, { cells }) => sum + cells, 0),
    failures: outcomes.flatMap(({ failures }) => failures),
  };
}

async function runReads(matrix: Matrix, units: readonly ReadUnit[]): Promise<Outcome> {
  const failures: string[] = [];
  for (const asker of matrix.askers) {
    const said = await matrix.desk.askAll(
      asker.person,
      units.map((unit) => unit.question(matrix, asker)),
    );
    units.forEach((unit, place) => {
      const answer = said[place];
      if (answer !== undefined) failures.push(...unit.judge(matrix, asker, answer));
    });
  }
  return { cells: units.reduce((sum, { cellsEach }) => sum + cellsEach, 0) * matrix.askers.length, failures };
}
