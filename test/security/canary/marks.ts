/**
 * Marks: values that stand in one private place alone, written there or found there, and the search for them in whatever
 * left the program. Found also in hexadecimal, base64 and percent form, and inside opaque cursors.
 */
import type { Client } from 'pg';
import { names, type PrivateColumns, type Sight, type Sights } from './sights.ts';

export interface Mark {
  /** table.column, or the name of a secret that is no column. */
  readonly column: string;
  readonly personId: string | null;
  readonly coalitionId: string | null;
  readonly placeId: string | null;
  readonly sights: readonly Sight[];
}

const KEY_LENGTH = 6;
const SHORTEST = 8;
const BITS = 20;

/** All marks by their forms. A form of several marks belongs to all of them: whoever may see one of them may see it. */
export class MarkBook {
  readonly #byForm = new Map<string, Mark[]>();
  readonly #byStart = new Map<string, string[]>();
  readonly #starts = new Uint8Array(1 << BITS);
  readonly #decoded = new Map<string, string | null>();

  get size(): number {
    return new Set([...this.#byForm.values()].flat()).size;
  }

  get columns(): ReadonlySet<string> {
    return new Set([...this.#byForm.values()].flat().map(({ column }) => column));
  }

  /** @throws when a form is so short that it would be found by chance. */
  add(mark: Mark, forms: readonly string[]): void {
    for (const form of forms) {
      if (form.length < SHORTEST) throw new Error(`The mark ${form} of ${mark.column} is too short.`);
      const marks = this.#byForm.get(form);
      if (marks !== undefined) {
        marks.push(mark);
        continue;
      }
      this.#byForm.set(form, [mark]);
      const start = form.slice(0, KEY_LENGTH);
      this.#byStart.set(start, [...(this.#byStart.get(start) ?? []), form]);
      this.#starts[hashAt(form, 0)] = 1;
    }
  }

  /** A value that stands in a public place too marks nothing. */
  forget(form: string): void {
    this.#byForm.delete(form);
  }

  /** A mark of a column that can be planted where it does not belong. */
  formOf(column: string): string {
    for (const [form, marks] of this.#byForm) if (marks.some((mark) => mark.column === column)) return form;
    throw new Error(`No mark stands in ${column}.`);
  }

  /** The marks of each form that stands in the text, in whatever dress. */
  find(text: string): ReadonlyMap<string, readonly Mark[]> {
    const found = new Map<string, readonly Mark[]>();
    this.#findIn(text, found);
    // names are given a capital
    if (/Z[Qq]|zQ/.test(text)) this.#findIn(text.toLowerCase(), found);
    if (/%[0-9a-f]{2}/i.test(text)) this.#findIn(percentDecoded(text), found);
    for (const [token] of text.matchAll(/[A-Za-z0-9+/_-]{11,}={0,2}/g)) {
      let inside = this.#decoded.get(token);
      if (inside === undefined) this.#decoded.set(token, (inside = base64Decoded(token)));
      if (inside !== null) this.#findIn(inside, found);
    }
    return found;
  }

  #findIn(text: string, found: Map<string, readonly Mark[]>): void {
    const last = text.length - SHORTEST;
    for (let at = 0; at <= last; at += 1) {
      if (this.#starts[hashAt(text, at)] !== 1) continue;
      for (const form of this.#byStart.get(text.slice(at, at + KEY_LENGTH)) ?? []) {
        const marks = this.#byForm.get(form);
        if (marks !== undefined && text.startsWith(form, at)) found.set(form, marks);
      }
    }
  }
}

function hashAt(text: string, at: number): number {
  let hash = 0;
  for (let index = 0; index < KEY_LENGTH; index += 1) hash = Math.imul(hash, 31) + text.charCodeAt(at + index);
  return hash & ((1 << BITS) - 1);
}

function percentDecoded(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (part) =>
    Buffer.from(part.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}

/** Null where it holds no text. */
function base64Decoded(token: string): string | null {
  const inside = Buffer.from(token, 'base64').toString('utf8');
  return inside.includes('\uFFFD') ? null : inside;
}

let lastMark = 0;
/** Small letters and digits, so that it goes through searches, addresses and every encoding as it is. */
export const drawMark = (): string => `zq${(lastMark += 1).toString(36).padStart(4, '0')}${randomLetters()}`;
const randomLetters = (): string => Math.random().toString(36).slice(2, 12).padEnd(10, 'q');

interface ColumnOfTable {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

export interface Planting {
  readonly book: MarkBook;
  /** What the review lacks or names in vain, and columns without any mark; empty when all is well. */
  readonly complaints: readonly string[];
}

/** Marks every private column of the database. Its triggers and rules go on; the client must own the tables. */
export async function plantMarks(client: Client, reviewed: Sights): Promise<Planting> {
  const { rows: columns } = await client.query<ColumnOfTable>(
    `select c.table_name as table, c.column_name as column, c.data_type as type from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE' order by 1, 2`,
  );
  const complaints = complaintsOf(columns, reviewed);
  const book = new MarkBook();
  const planted = new Set<string>();
  for (const [table, { person, coalition, place, private: groups = [] }] of Object.entries(reviewed)) {
    for (const group of groups) {
      for (const column of names(group.columns)) {
        const type = columns.find((known) => known.table === table && known.column === column)?.type;
        if (type === undefined) continue;
        if (!group.kept) await writeMarks(client, { table, column, type, rows: group.rows });
        const { rows } = await client.query<{ value: string | null; person: string; coalition: string; place: string }>(
          `select ${valueOf(type, column)} as value, ${person ?? 'null'} as person, ${coalition ?? 'null'} as coalition, ${place ?? 'null'} as place
           from ${table} r where ${group.rows ?? 'true'}`,
        );
        for (const { value, ...of } of rows) {
          if (value === null) continue;
          planted.add(`${table}.${column} of ${group.rows ?? 'every row'}`);
          book.add(
            {
              column: `${table}.${column}`,
              personId: of.person,
              coalitionId: of.coalition,
              placeId: of.place,
              sights: group.sights ?? [],
            },
            formsOf(type, value),
          );
        }
        if (!planted.has(`${table}.${column} of ${group.rows ?? 'every row'}`))
          complaints.push(
            `${table}.${column} holds no mark (${group.rows ?? 'every row'}): the world lacks such a row`,
          );
      }
    }
  }
  await forgetPublicDays(client, { columns, reviewed, book });
  return { book, complaints };
}

function complaintsOf(columns: readonly ColumnOfTable[], reviewed: Sights): string[] {
  const actual = new Set(columns.map(({ table, column }) => `${table}.${column}`));
  const listed = new Set(
    Object.entries(reviewed).flatMap(([table, sights]) =>
      [
        sights.public ?? '',
        ...(sights.private ?? []).map((group) => group.columns),
        ...Object.values(sights.unmarked ?? {}),
      ]
        .flatMap(names)
        .map((column) => `${table}.${column}`),
    ),
  );
  return [
    ...[...actual].filter((name) => !listed.has(name)).map((name) => `${name} stands in no list of *.sights.ts`),
    ...[...listed].filter((name) => !actual.has(name)).map((name) => `${name} is listed and is no column`),
  ];
}

async function writeMarks(
  client: Client,
  { table, column, type, rows: condition }: ColumnOfTable & { readonly rows: PrivateColumns['rows'] },
): Promise<void> {
  const { rows } = await client.query<{ ctid: string }>(`select ctid from ${table} r where ${condition ?? 'true'}`);
  // each row moves as it is written, and only itself
  for (const { ctid } of rows) {
    const value = type === 'text' ? drawMark() : String(7_000_000_000 + (lastMark += 1) * 7_919);
    await client.query(`update ${table} set ${column} = $1 where ctid = $2`, [value, ctid]);
  }
}

function valueOf(type: string, column: string): string {
  if (type === 'bytea') return `encode(r.${column}, 'hex')`;
  if (type === 'timestamp with time zone')
    return `to_char(r.${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS')`;
  return `r.${column}::text`;
}

function formsOf(type: string, value: string): readonly string[] {
  if (type === 'bytea') {
    const bytes = Buffer.from(value, 'hex');
    return [value, bytes.toString('base64url'), bytes.toString('base64').replace(/=+$/, '')];
  }
  if (type === 'uuid') return [value, value.replaceAll('-', '')];
  if (type === 'timestamp with time zone') return [value, value.replace('T', ' ')];
  if (type === 'date') return [value, value.split('-').toReversed().join('.')];
  return [value];
}

interface PublicDays {
  readonly columns: readonly ColumnOfTable[];
  readonly reviewed: Sights;
  readonly book: MarkBook;
}

/** A day that also stands in a public column marks nothing. */
async function forgetPublicDays(client: Client, { columns, reviewed, book }: PublicDays): Promise<void> {
  for (const { table, column, type } of columns) {
    if (type !== 'date' || !names(reviewed[table]?.public ?? '').includes(column)) continue;
    const { rows } = await client.query<{ day: string | null }>(`select distinct ${column}::text as day from ${table}`);
    for (const { day } of rows) if (day !== null) for (const form of formsOf('date', day)) book.forget(form);
  }
}
