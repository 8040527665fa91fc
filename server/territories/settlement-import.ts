/**
 * Reads a register of settlements (CSV with the columns ekatte, kind, name, name_en, municipality, lon, lat; UTF-8) into
 * territories. All or nothing enters; a row that cannot be used is refused with its reason, and the rest goes on.
 */
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import type { RequestContext } from '../platform/context.ts';
import { rows, sql } from '../platform/sql.ts';
import { inTransaction } from '../platform/transaction.ts';
import { searchTextOf } from './territory-search.ts';

export interface RefusedSettlement {
  /** Line of the file, the heading being 1. */
  readonly line: number;
  readonly code: string;
  readonly reason: string;
}

export interface SettlementImport {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: readonly RefusedSettlement[];
}

export interface SettlementImportOptions {
  readonly file: string;
  readonly report?: (read: number) => void;
  /** Codes of the only municipalities whose settlements are taken; all when left out. */
  readonly municipalities?: readonly string[];
}

interface Settlement {
  readonly code: string;
  readonly settlementKind: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly municipality: string;
  readonly longitude: number | null;
  readonly latitude: number | null;
  readonly searchText: string;
}

const COLUMNS = ['ekatte', 'kind', 'name', 'municipality'] as const;
const KINDS: readonly string[] = ['town', 'village', 'monastery'];
const BATCH_ROWS = 1_000;

/** @throws Error in words when the file is no such register. */
export async function importSettlements(
  context: RequestContext,
  { file, report = () => {}, municipalities }: SettlementImportOptions,
): Promise<SettlementImport> {
  return inTransaction(context, async (tx) => {
    const known = new Set(
      (await rows<{ code: string }>(tx, sql`select code from territory where kind = 'MUNICIPALITY'`)).map(
        ({ code }) => code,
      ),
    );
    const taken = new Set(
      (await rows<{ code: string }>(tx, sql`select code from territory where kind <> 'SETTLEMENT'`)).map(
        ({ code }) => code,
      ),
    );
    const refused: RefusedSettlement[] = [];
    const seen = new Set<string>();
    const counts = { added: 0, changed: 0, unchanged: 0 };
    let batch: Settlement[] = [];
    let read = 0;
    for await (const { record, line } of recordsOf(file)) {
      read += 1;
      const code = record['ekatte'] ?? '';
      const reason = reasonToRefuse({ record, known, seen, taken });
      if (reason !== null) {
        refused.push({ line, code, reason });
        continue;
      }
      seen.add(code);
      if (municipalities && !municipalities.includes(record['municipality'] ?? '')) continue;
      batch.push(settlementOf(record));
      if (batch.length < BATCH_ROWS) continue;
      await store(tx, batch, counts);
      batch = [];
      report(read);
    }
    await store(tx, batch, counts);
    report(read);
    return { ...counts, refused };
  });
}

interface FileRecord {
  readonly record: Readonly<Record<string, string>>;
  /** On which it begins. */
  readonly line: number;
}

/** A failure to read the file goes to whoever reads on, as does one to parse it. */
async function* recordsOf(file: string): AsyncGenerator<FileRecord> {
  const options = {
    columns: checkedColumns,
    bom: true,
    skip_empty_lines: true,
    trim: true,
    relax_column_count: true,
    max_record_size: 10_000,
    info: true,
  };
  const input = createReadStream(file);
  const parser = parse(options);
  input.once('error', (error) => parser.destroy(error));
  input.pipe(parser);
  for await (const { record, info } of parser as AsyncIterable<{
    record: Record<string, string>;
    info: { lines: number };
  }>) {
    // the parser tells the line on which a record ends
    const breaks = Object.values(record).join('').split('\n').length - 1;
    yield { record, line: info.lines - breaks };
  }
}

function checkedColumns(heading: string[]): string[] {
  const names = heading.map((name) => name.toLowerCase());
  const missing = COLUMNS.filter((column) => !names.includes(column));
  if (missing.length > 0)
    throw new Error(`This is no register of settlements: it has no column ${missing.join(', ')}.`);
  return names;
}

interface Checked {
  readonly record: Readonly<Record<string, string>>;
  /** Codes of the municipalities. */
  readonly known: ReadonlySet<string>;
  readonly seen: ReadonlySet<string>;
  /** Codes of territories that are no settlements. */
  readonly taken: ReadonlySet<string>;
}

function reasonToRefuse({ record, known, seen, taken }: Checked): string | null {
  const { ekatte = '', kind = '', name = '', municipality = '', lon = '', lat = '' } = record;
  if (!/^\d{5}$/.test(ekatte)) return 'the EKATTE code is not five digits';
  if (seen.has(ekatte)) return 'the EKATTE code stands twice in the file';
  if (taken.has(ekatte)) return 'the code belongs to a territory of another kind';
  if (!KINDS.includes(kind)) return `the kind ${kind || '(none)'} is none of ${KINDS.join(', ')}`;
  if (name === '' || name.length > 200) return 'the name is missing or too long';
  if (name.includes('\ufffd')) return 'the name is not written in UTF-8';
  if (!known.has(municipality)) return `the municipality ${municipality || '(none)'} is unknown`;
  if (!isDegree(lon, 180) || !isDegree(lat, 90)) return 'the coordinates are not degrees';
  return null;
}

const isDegree = (text: string, limit: number): boolean => text === '' || Math.abs(Number(text)) <= limit;

function settlementOf(record: Readonly<Record<string, string>>): Settlement {
  const { ekatte = '', kind = '', name = '', name_en: nameEn = '', municipality = '', lon = '', lat = '' } = record;
  return {
    code: ekatte,
    settlementKind: kind,
    name,
    nameEn: nameEn || null,
    municipality,
    longitude: lon === '' ? null : Number(lon),
    latitude: lat === '' ? null : Number(lat),
    searchText: searchTextOf({ name, nameEn: nameEn || null, code: ekatte }),
  };
}

async function store(
  tx: RequestContext,
  settlements: readonly Settlement[],
  counts: { added: number; changed: number; unchanged: number },
): Promise<void> {
  if (settlements.length === 0) return;
  const stored = await rows<{ added: boolean }>(
    tx,
    sql`insert into territory (kind, code, name, name_en, settlement_kind, parent_id, longitude, latitude, search_text)
        select 'SETTLEMENT', s.code, s.name, s."nameEn", s."settlementKind", m.id, s.longitude, s.latitude, s."searchText"
        from json_to_recordset(${JSON.stringify(settlements)}::json)
          as s(code text, name text, "nameEn" text, "settlementKind" text, municipality text, longitude double precision, latitude double precision, "searchText" text)
        join territory m on m.code = s.municipality and m.kind = 'MUNICIPALITY'
        on conflict (code) do update set name = excluded.name, name_en = excluded.name_en, settlement_kind = excluded.settlement_kind,
          parent_id = excluded.parent_id, longitude = excluded.longitude, latitude = excluded.latitude, search_text = excluded.search_text
        where (territory.name, territory.name_en, territory.settlement_kind, territory.parent_id, territory.longitude, territory.latitude)
          is distinct from (excluded.name, excluded.name_en, excluded.settlement_kind, excluded.parent_id, excluded.longitude, excluded.latitude)
        returning (xmax = 0) as added`,
  );
  const added = stored.filter((row) => row.added).length;
  counts.added += added;
  counts.changed += stored.length - added;
  counts.unchanged += settlements.length - stored.length;
}
