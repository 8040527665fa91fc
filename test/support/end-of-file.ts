/**
 * What helpers open while a file's tests already run (in `beforeAll`, in a test) is let go of after its last one:
 * Vitest takes no `afterAll` from there, and files that share a process would leave each other their connections.
 */
type Ending = () => unknown;

const endings: Ending[] = [];

/** Runs after the last test of this file; what was opened last ends first. */
export const atEndOfFile = (ending: Ending): void => void endings.push(ending);

export async function endFile(): Promise<void> {
  for (const ending of endings.splice(0).toReversed()) await ending();
}
