/**
 * A file beside the database that says who was erased, which observation was taken back, of which the words were hidden
 * and of which the verification was undone, by random ids alone. A backup is older than what happened after it: without
 * this file a restore would show again what the public must not see. Lines are only added.
 */
import { appendFile, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { isLocalDate, type LocalDate } from '../../schema/rules/days.ts';
import { HidingGround, HidingGroundValues } from '../../schema/vocabulary/hiding-ground.ts';
import { forPurpose, type RequestContext } from '../platform/context.ts';
import { isUuid } from '../platform/node.ts';
import { Purpose } from '../platform/purpose.ts';
import { rows, sql } from '../platform/sql.ts';
import { StartError, systemErrorCode } from '../platform/start-error.ts';

/** By the action of the audit log that tells of it. What was forgotten for its age alone is swept again. */
export const ErasureKind = {
  PERSON: 'person.erase',
  OBSERVATION: 'observation.withdraw',
  WORDS: 'observation.hideWords',
  VERIFICATION: 'observation.undoVerification',
  NAMING_WORDS: `publicText.hide.${HidingGround.NAMES_SOMEBODY}`,
  REVEALING_WORDS: `publicText.hide.${HidingGround.REVEALS_WRITER}`,
  INSULTING_WORDS: `publicText.hide.${HidingGround.INSULTS}`,
  UNLAWFUL_WORDS: `publicText.hide.${HidingGround.UNLAWFUL}`,
} as const;
export type ErasureKind = (typeof ErasureKind)[keyof typeof ErasureKind];

/** Why words of officials or of a coalition were hidden; null: it tells of something else. */
export const groundIn = (kind: ErasureKind): HidingGround | null =>
  HidingGroundValues.find((ground) => kind === `publicText.hide.${ground}`) ?? null;

export interface Erasure {
  readonly kind: ErasureKind;
  /** Of the person, the observation, or what the words stood in. */
  readonly id: string;
  /** The day from which it counts, in Sofia. */
  readonly on: LocalDate;
}

export const erasuresPath = ({ dataDir }: { readonly dataDir: string }): string => join(dataDir, 'erasures');

/** Null: there is no file. @throws StartError for a line that none of ours wrote. */
export async function readErasures(path: string): Promise<Erasure[] | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw new StartError(
      `The register of erasures at ${path} cannot be read (${systemErrorCode(error) ?? 'unknown'}).`,
    );
  });
  if (text === null) return null;
  // the last line may have been cut off by a power failure: it is written again
  const lines = text.split('\n').slice(0, -1);
  return lines.map((line, place) => erasureIn(line) ?? refuse(`${path}, line ${place + 1}: no erasure`));
}

function refuse(what: string): never {
  throw new StartError(what);
}

function erasureIn(line: string): Erasure | null {
  const [on = '', kind = '', id = ''] = line.split(' ');
  const known = Object.values(ErasureKind).find((each) => each === kind);
  return known !== undefined && isLocalDate(on) && isUuid(id) ? { kind: known, id, on } : null;
}

/** Done again after a restore it is the same, though of another day. */
const keyOf = ({ kind, id, on }: Erasure): string =>
  // words can be hidden, shown and hidden again
  groundIn(kind) === null ? `${kind} ${id}` : `${kind} ${id} ${on}`;
const lineOf = ({ kind, id, on }: Erasure): string => `${on} ${kind} ${id}\n`;

/** Entries are looked through again for as long as a transaction may have been under way. */
const LOOKED_BACK_DAYS = 2;

export interface ErasureKeeper {
  /** Adds what happened since; everything at the first turn. */
  keep(context: RequestContext): Promise<number>;
}

/** One for the life of a server. */
export function createErasureKeeper(path: string): ErasureKeeper {
  let known: Set<string> | null = null;
  return {
    async keep(context) {
      const before = known ?? new Set((await readErasures(path))?.map(keyOf));
      const found = await erasuresSince(context, known === null ? null : LOOKED_BACK_DAYS);
      const news = found.filter((erasure) => !before.has(keyOf(erasure)));
      // also when there is nothing: a restore then sees that nobody was erased
      await appendWhole(path, news.map(lineOf).join(''));
      for (const erasure of news) before.add(keyOf(erasure));
      known = before;
      return news.length;
    },
  };
}

/** A last line that was cut off goes: it is among those that are written. */
async function appendWhole(path: string, text: string): Promise<void> {
  const before = await readFile(path, 'utf8').catch(() => null);
  const whole = before?.slice(0, before.lastIndexOf('\n') + 1);
  if (before !== null && before !== whole) await truncate(path, Buffer.byteLength(whole ?? ''));
  if (text !== '' || before === null) await appendFile(path, text, { mode: 0o600, flush: true });
}

/** @param days null: ever. */
const erasuresSince = (context: RequestContext, days: number | null): Promise<Erasure[]> =>
  rows(
    forPurpose(context, Purpose.SEALING),
    sql`select action as kind, subject_id as id, to_char(at at time zone 'Europe/Sofia', 'YYYY-MM-DD') as "on" from audit_entry
        where action = any(${Object.values(ErasureKind)}::text[]) and subject_id is not null
          and at > ${days === null ? sql`'-infinity'` : sql`now() - ${days}::int * interval '1 day'`} order by at, id`,
  );
