/** Who verifies a place is asked for each observation that waits near it. */
import { Migration } from '@mikro-orm/migrations';

export class VerifierSeat extends Migration {
  override up(): void {
    this.addSql("create index membership_verifier_seat on membership (territory_id) where role = 'VERIFIER'");
  }
}
