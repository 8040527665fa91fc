/** The lists of table-access.ts as PostgreSQL takes them: rights, policies, functions and views, made anew as a whole. */
import { createHash } from 'node:crypto';
import { DatabaseRole } from '../platform/database-role.ts';
import { accessFunctions } from './access-functions.ts';
import {
  GUARDED_TABLES,
  INNER_TABLES,
  MEMBER_VIEWS,
  OPEN_TABLES,
  PUBLIC_VIEWS,
  type GuardedTable,
  type OpenTable,
} from './table-access.ts';

const { MEMBERS, PUBLIC } = DatabaseRole;

/** Whatever was allowed before is not, until it is said below. */
const cleared = /* sql */ `
revoke all on all tables in schema public from ${PUBLIC}, ${MEMBERS};
revoke all on all sequences in schema public from ${PUBLIC}, ${MEMBERS};
revoke create on schema public from public;
grant usage on schema public to ${PUBLIC}, ${MEMBERS};
do $$ declare old record; begin
  for old in select tablename, policyname from pg_policies where schemaname = 'public'
  loop execute format('drop policy %I on %I', old.policyname, old.tablename); end loop;
end $$;
`;

/** Columns that come later are public too, unless the list says otherwise. */
function openToPublic({ table, except = [] }: OpenTable): string {
  if (except.length === 0) return `grant select on ${table} to ${PUBLIC};`;
  return `do $$ begin execute (select format('grant select (%s) on ${table} to ${PUBLIC}', string_agg(quote_ident(attname), ', '))
    from pg_attribute where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped and attname <> all ('{${except.join()}}')); end $$;`;
}

const openToMembers = ({ table, writes }: OpenTable): string =>
  `grant ${['select', ...writes].join(', ')} on ${table} to ${MEMBERS};`;

function guarded({ table, public: publicRows, read, add, change, becomes = change, remove }: GuardedTable): string {
  const commands = [
    { name: 'read', command: 'select', using: read, check: undefined },
    { name: 'add', command: 'insert', using: undefined, check: add },
    { name: 'change', command: 'update', using: change, check: becomes },
    { name: 'remove', command: 'delete', using: remove, check: undefined },
  ].filter(({ using, check }) => using !== undefined || check !== undefined);
  const parts = [`alter table ${table} enable row level security;`];
  if (commands.length > 0)
    parts.push(`grant ${commands.map(({ command }) => command).join(', ')} on ${table} to ${MEMBERS};`);
  for (const { name, command, using, check } of commands) {
    const sides = [using && `using (${using})`, check && `with check (${check})`].filter(Boolean);
    parts.push(`create policy member_${name} on ${table} for ${command} to ${MEMBERS} ${sides.join(' ')};`);
  }
  if (publicRows !== undefined)
    parts.push(
      `grant select on ${table} to ${PUBLIC};`,
      `create policy public_read on ${table} for select to ${PUBLIC} using (${publicRows});`,
    );
  return parts.join('\n');
}

const views = [
  ...PUBLIC_VIEWS.map((view) => `grant select on ${view} to ${PUBLIC}, ${MEMBERS};`),
  ...MEMBER_VIEWS.map((view) => `grant select on ${view} to ${MEMBERS};`),
];

/** What earlier programs asked by calls for each row. */
const leftOver = /* sql */ `drop function if exists is_observation_within(uuid, uuid[]), is_observation_to_verify(uuid), is_own_observation(uuid), actor_sees_waiting(uuid);`;

export const accessStatements: string = [
  // policies go before the views that they ask
  cleared,
  accessFunctions,
  ...OPEN_TABLES.flatMap((table) => [openToPublic(table), openToMembers(table)]),
  ...INNER_TABLES.map(openToMembers),
  ...GUARDED_TABLES.map(guarded),
  ...views,
  leftOver,
].join('\n');

/** Tells whether a database has these. */
export const accessDigest: string = createHash('sha256').update(accessStatements).digest('hex');
