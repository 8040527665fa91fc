/** Where a database says which rights and policies it was given: those of server/database-access, applied after migrations. */
import { Migration } from '@mikro-orm/migrations';

const statements = /* sql */ `
create table database_access (
  -- of the statements that gave them
  digest text primary key
);
`;

export class DatabaseAccess extends Migration {
  override up(): void {
    this.addSql(statements);
  }
}
