/**
 * Cells of guarded tables: each command on a row of each, by everyone, as a bare statement under the role that serves
 * them. All of it stands in one transaction without triggers and foreign keys, and is taken back.
 */
import { oneRow, rows, sql, type Reader, type Sql } from '../../../server/platform/sql.ts';
import { DatabaseRole } from '../../../server/platform/database-role.ts';
import { worldContext } from '../../support/world.ts';
import { ASKERS, isIn, nameOf, type Asker } from './actors.ts';
import { TODAY } from './matrix-cast.ts';
import type { TableRow } from './row.ts';
import { fill, type LoneUnit, type Matrix } from './unit.ts';

const COMMANDS = ['read', 'add', 'change', 'remove'] as const;
type Command = (typeof COMMANDS)[number];

/** Tries a statement as somebody; `yes` when a row was reached, or would be but for being there already. */
const ATTEMPT = `
create function pg_temp.attempt(as_role text, person text, awake text, command text) returns text language plpgsql as $attempt$
declare reached bigint; answer text;
begin
  perform set_config('sverka.person', person, true), set_config('sverka.day', '${TODAY}', true), set_config('sverka.purpose', '', true), set_config('sverka.awake', awake, true);
  begin
    execute format('set local role %I', as_role);
    execute command;
    get diagnostics reached = row_count;
    raise exception using errcode = 'ZZ001', message = case when reached > 0 then 'yes' else 'no' end;
  exception
    when sqlstate 'ZZ001' then answer := sqlerrm;
    when insufficient_privilege then answer := 'no';
    when unique_violation then answer := 'yes';
  end;
  return answer;
end $attempt$`;

/** Name of a unit of a table: a removal of its policies is put to these. */
export const tableUnitName = ({ table, kind }: Pick<TableRow, 'table' | 'kind'>): string =>
  `table ${table}${kind === undefined ? '' : ` (${kind})`}`;

export const tableUnits = (tables: readonly TableRow[]): LoneUnit[] =>
  tables.map((row) => ({
    name: tableUnitName(row),
    run: async (matrix) => {
      const failures: string[] = [];
      for (const side of ['own', "other's"] as const)
        failures.push(...(await trySide({ row, matrix, askers: ASKERS.filter((asker) => asker.side === side) })));
      return { cells: COMMANDS.length * ASKERS.length, failures };
    },
  }));

class Undone extends Error {}

interface Attempts {
  readonly row: TableRow;
  readonly matrix: Matrix;
  /** Of one side. */
  readonly askers: readonly Asker[];
}

async function trySide({ row, matrix, askers }: Attempts): Promise<string[]> {
  const side = askers[0]?.side ?? 'own';
  const where = fill(row.which, matrix, side);
  const failures: string[] = [];
  const owner = worldContext(matrix.app);
  try {
    await owner.em.transactional(async (em) => {
      await em.execute('set local session_replication_role = replica');
      await em.execute(ATTEMPT);
      if (row.planted !== undefined) await em.execute(fill(row.planted, matrix, side));
      const statements = await statementsOn({ em }, { table: row.table, where });
      if (statements === null) throw new Error(`There is no row of ${row.table} where ${where}.`);
      for (const command of COMMANDS) {
        if (command === 'add') await readAll({ em }, row.table);
        const answers = await answersTo({ em }, { row, askers, matrix, statement: statements[command], command });
        askers.forEach((asker, place) => {
          const should = isIn(row[command], asker) ? 'yes' : 'no';
          if (answers[place] !== should)
            failures.push(
              `${tableUnitName(row)} ${command} for ${nameOf(asker)}: ${answers[place]}, and should be ${should}`,
            );
        });
      }
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  return failures;
}

async function statementsOn(
  owner: Reader,
  { table, where }: { readonly table: string; readonly where: string },
): Promise<Readonly<Record<Command, string>> | null> {
  const found = await oneRow<{ row: unknown }>(
    owner,
    text(`select to_jsonb(t) as row from ${table} t where ${where} limit 1`),
  );
  const named = await oneRow<{ columns: string; first: string }>(
    owner,
    sql`select string_agg(quote_ident(attname), ', ') as columns, (array_agg(quote_ident(attname) order by attidentity, attnum))[1] as first
        from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
  );
  if (found === null || named === null) return null;
  const copy = JSON.stringify(found.row).replaceAll("'", "''");
  return {
    read: `select from ${table} where ${where}`,
    add: `insert into ${table} (${named.columns}) overriding system value select ${named.columns} from jsonb_populate_record(null::${table}, '${copy}')`,
    change: `update ${table} set ${named.first} = ${named.first} where ${where}`,
    remove: `delete from ${table} where ${where}`,
  };
}

async function answersTo(
  owner: Reader,
  { row, askers, matrix, statement, command }: Attempts & { readonly statement: string; readonly command: Command },
): Promise<readonly string[]> {
  const [open] = await rows<{ isOpen: boolean }>(
    owner,
    sql`select has_table_privilege(${DatabaseRole.PUBLIC}, ${row.table}, 'select') as is_open`,
  );
  const people = askers.map(({ person }) => matrix.world.cast.get(person)?.personId ?? '');
  const roles = people.map((id) =>
    id === '' && command === 'read' && open?.isOpen === true ? DatabaseRole.PUBLIC : DatabaseRole.MEMBERS,
  );
  const awake = askers.map(({ person }) => (person.endsWith('asleep') ? '' : 'on'));
  const answers = await rows<{ answer: string }>(
    owner,
    sql`select pg_temp.attempt(asked.role, asked.person, asked.awake, ${statement}) as answer
        from unnest(${roles}::text[], ${people}::text[], ${awake}::text[]) with ordinality as asked(role, person, awake, place) order by asked.place`,
  );
  return answers.map(({ answer }) => answer);
}

/** Until the transaction ends, everybody reads the table. */
async function readAll(owner: Reader, table: string): Promise<void> {
  const [policy] = await rows(
    owner,
    sql`select policyname from pg_policies where tablename = ${table} and policyname = 'member_read'`,
  );
  if (policy !== undefined) await rows(owner, text(`alter policy member_read on ${table} using (true)`));
}

const text = (statement: string): Sql => ({ text: [statement], values: [] });

/** Guarded tables of the database that no row speaks of. */
export async function tablesWithoutRows(matrix: Pick<Matrix, 'app'>, tables: readonly TableRow[]): Promise<string[]> {
  const found = await rows<{ name: string }>(
    worldContext(matrix.app),
    sql`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity order by 1`,
  );
  return found.map(({ name }) => name).filter((name) => !tables.some(({ table }) => table === name));
}
