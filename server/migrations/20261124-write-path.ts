/**
 * What lets many write to one plan at once. The roll-up of a measure is made from what was read without any lock; a
 * revision tells at the very end whether somebody else has changed the measure meanwhile.
 */
import { Migration } from '@mikro-orm/migrations';

const statements = /* sql */ `
-- How often the roll-up of a measure was made, one row a measure; none: never since this table came. Whoever changes what
-- is known of a measure raises it in the same transaction. Apart from the measure itself, whose row each observation locks.
create table progress_revision (
  measure_id uuid primary key references measure,
  revision int not null
) with (fillfactor = 50);
-- Ends a statement that rests on what somebody else has changed since; the writer reads anew.
create function refuse_outdated() returns int language plpgsql as $$
begin raise exception 'changed since it was read' using errcode = 'serialization_failure'; end $$;
-- a new state mostly differs in what no index holds: the row then stays on its page
alter table measure_progress set (fillfactor = 85);
`;

export class WritePath extends Migration {
  override up(): void {
    this.addSql(statements);
  }
}
