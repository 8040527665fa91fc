/**
 * The audit log is sealed in batches into a chain of hashes, beside it: whoever writes an entry waits for nobody.
 * The form that is hashed stands in platform/audit-chain/canonical-form.ts.
 */
import { Migration } from '@mikro-orm/migrations';

const statements = /* sql */ `
-- of an entry that says what was read: ids of all records of the answer; null: no records, or the entry is of a change
alter table audit_entry add column record_ids uuid[];

create table audit_seal (
  -- 1, 2, 3 …
  number int primary key,
  -- ids of the entries that it seals; empty on the first of a day on which nothing happened
  entry_ids int8multirange not null,
  -- the highest id of any entry sealed by then; ids below it that stand in no seal were not committed then
  up_to bigint not null,
  sealed_at timestamptz not null,
  -- SHA-256 over this seal, its entries and the head before
  head bytea not null unique check (length(head) = 32)
);
-- Ids that were drawn and not committed when a higher one was sealed: they may still come. A list of work, no record.
create table audit_gap (
  ids int8range not null,
  noted_at timestamptz not null default now(),
  -- transactions from this one on began later and cannot have drawn them
  open_until xid8 not null default pg_snapshot_xmax(pg_current_snapshot())
);

-- Nobody changes, deletes or empties, not even in a session that leaves triggers aside.
create or replace function refuse_audit_change() returns trigger language plpgsql as $$
begin raise exception '% is append-only', tg_table_name; end $$;
create trigger audit_entry_never_emptied before truncate on audit_entry for each statement execute function refuse_audit_change();
create trigger audit_seal_append_only before update or delete on audit_seal for each row execute function refuse_audit_change();
create trigger audit_seal_never_emptied before truncate on audit_seal for each statement execute function refuse_audit_change();
alter table audit_entry enable always trigger audit_entry_append_only, enable always trigger audit_entry_never_emptied;
alter table audit_seal enable always trigger audit_seal_append_only, enable always trigger audit_seal_never_emptied;
`;

export class AuditChain extends Migration {
  override up(): void {
    this.addSql(statements);
  }
}
