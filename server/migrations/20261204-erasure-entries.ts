/** The register of erasures beside the database asks the audit log for them every few seconds; they are few among many. */
import { Migration } from '@mikro-orm/migrations';

const statements = /* sql */ `
create index audit_entry_erasure on audit_entry (at) where action in ('person.erase', 'observation.withdraw');
`;

export class ErasureEntries extends Migration {
  override up(): void {
    this.addSql(statements);
  }
}
