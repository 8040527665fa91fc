/** The way up from a place, for statements that ask it of one territory: a function is planned once, and only when it is called. */
import { Migration } from '@mikro-orm/migrations';

const statements = /* sql */ `
-- A territory and all that hold it, itself first; empty when there is none.
create function territory_path(start uuid) returns uuid[] language plpgsql stable parallel safe as $$
declare
  path uuid[] := '{}';
  place record;
begin
  select id, parent_id into place from territory where id = start;
  while found loop
    path := path || place.id;
    exit when place.parent_id is null;
    select id, parent_id into place from territory where id = place.parent_id;
  end loop;
  return path;
end $$;
`;

export class TerritoryPath extends Migration {
  override up(): void {
    this.addSql(statements);
  }
}
