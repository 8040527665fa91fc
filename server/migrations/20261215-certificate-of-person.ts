/** Whose certificates they are is asked at each decision of a verifier: without this all certificates are gone through. */
import { Migration } from '@mikro-orm/migrations';

export class CertificateOfPerson extends Migration {
  override up(): void {
    this.addSql('create index certificate_person on certificate (person_id)');
  }
}
