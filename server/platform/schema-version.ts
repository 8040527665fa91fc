import { StartError } from './start-error.ts';

/**
 * Refuses a database that a newer program has migrated: this one would write into tables whose rules it does not know.
 * @throws StartError naming the first migration that this program lacks.
 */
export function assertSchemaNotNewer({
  applied,
  known,
}: {
  applied: readonly string[];
  known: readonly string[];
}): void {
  const names = new Set(known);
  const unknown = applied.filter((name) => !names.has(name));
  if (unknown.length === 0) return;
  throw new StartError(
    `The database was migrated by a newer version of this program (${unknown[0]} is unknown here): ` +
      'start that version again, or restore a backup made before it.',
  );
}
