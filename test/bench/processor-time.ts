/**
 * What something costs in processor time. On a machine that others use too this tells more than a rate: who has to wait
 * for a processor takes longer, and hardly uses more of it.
 */
import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second, whatever its clock. */
const TICK_MS = 10;

interface ProcessTimes {
  readonly parentId: number;
  readonly ownMs: number;
  /** Of children that have ended and were collected. */
  readonly endedChildrenMs: number;
}

/** Taken so far by this process, its children and those that it had; null where the system does not tell. */
export function processorMs(processId: number): number | null {
  const root = timesOf(processId);
  if (root === null) return null;
  return allProcessIds()
    .map(timesOf)
    .filter((times) => times?.parentId === processId)
    .reduce((sum, child) => sum + (child?.ownMs ?? 0), root.ownMs + root.endedChildrenMs);
}

/** Null when there is no such process, or no such system. */
function timesOf(processId: number): ProcessTimes | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${processId}/stat`, 'utf8');
  } catch {
    return null;
  }
  // state, parent …: counted from behind the program's name, which may hold anything
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const sum = (from: number): number => TICK_MS * (Number(fields[from]) + Number(fields[from + 1]));
  return { parentId: Number(fields[1]), ownMs: sum(11), endedChildrenMs: sum(13) };
}

const allProcessIds = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
