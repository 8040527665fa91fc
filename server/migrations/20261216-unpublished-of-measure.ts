/** What waits on a measure is asked by its verifiers and by the bodies that carry it out: without going through all that waits. */
import { Migration } from '@mikro-orm/migrations';

export class UnpublishedOfMeasure extends Migration {
  override up(): void {
    this.addSql('create index observation_unpublished on observation (measure_id) where published_on is null');
  }
}
