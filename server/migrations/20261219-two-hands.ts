/** An erasure that an administrator was asked for waits for another. */
import { Migration } from '@mikro-orm/migrations';

export class TwoHands extends Migration {
  override up(): void {
    this.addSql(`
alter table membership
  -- who asked that the person behind it be erased, on the person's word; on every role of theirs
  add column erasure_asked_by_id uuid references person,
  add column erasure_asked_on date,
  add constraint membership_erasure_asked check (
    (erasure_asked_by_id is null) = (erasure_asked_on is null) and (erasure_asked_by_id is null or erasure_asked_by_id <> person_id));
`);
  }
}
