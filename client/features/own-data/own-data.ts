/** What the house holds of whoever is signed in, as the address of the download gives it, and how a value is said. */
import { ownDataSections, type OwnDataSection } from '../../../schema/vocabulary/own-data-section.ts';
import { fromProblem, noAnswer, type Failure } from '../../lib/failure.ts';

export const ownDataAddress = '/own-data.json';

export type OwnDataValue = string | number | boolean | null;
export type OwnDataRow = Readonly<Record<string, OwnDataValue | readonly Readonly<Record<string, OwnDataValue>>[]>>;
export type OwnData = Readonly<Record<OwnDataSection, readonly OwnDataRow[]>> & { readonly exportedOn: string };

export type OwnDataAnswer =
  | { readonly data: OwnData; readonly failure: null }
  | { readonly data: null; readonly failure: Failure };

export async function readOwnData(): Promise<OwnDataAnswer> {
  try {
    const answer = await fetch(ownDataAddress, { credentials: 'same-origin', cache: 'no-store' });
    if (!answer.ok) return { data: null, failure: fromProblem(await answer.json()) };
    return { data: (await answer.json()) as OwnData, failure: null };
  } catch {
    return { data: null, failure: noAnswer };
  }
}

/** Saved as it was read: asking a second time would be a second entry in the log. */
export function saveOwnData(data: OwnData): void {
  const address = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'sverka-my-data.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** The parts in their order, each row as the pairs that say something. */
export function shownParts(data: OwnData): readonly {
  readonly section: OwnDataSection;
  readonly rows: readonly (readonly [string, OwnDataRow[string]])[][];
}[] {
  return ownDataSections.map((section) => ({
    section,
    rows: data[section].map((row) =>
      Object.entries(row).filter(([name, value]) => !forMachines.has(name) && saysSomething(value)),
    ),
  }));
}

/** Numbers of records, and names of tables: in the file alone, where a machine can join by them. */
const forMachines: ReadonlySet<string> = new Set(['id', 'observationId', 'subjectId', 'subjectKind']);

const saysSomething = (value: OwnDataRow[string]): boolean =>
  value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
