/** What writing costs: the way up from a place is no cheap condition to try on many rows, and an index that no question used is gone. */
import { Migration } from '@mikro-orm/migrations';

const statements = /* sql */ `
-- four look-ups: the planner is to find the one row first, and only then ask where its place lies
alter function territory_path(uuid) cost 5000;
drop index measure_progress_plan;
`;

export class WriteCost extends Migration {
  override up(): void {
    this.addSql(statements);
  }
}
