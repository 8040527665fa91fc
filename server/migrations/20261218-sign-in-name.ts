/** What is mailed to somebody is kept under the id of their account: an address stands nowhere but on the account itself. */
import { Migration } from '@mikro-orm/migrations';

const statements = /* sql */ `
-- How the sign-in library, which goes by addresses, calls an account: no address, and never mailed to.
alter table account add column sign_in_name text not null generated always as (id::text || '@account.invalid') stored unique;
-- good for minutes, and under addresses as people typed them
delete from account_verification;
`;

export class SignInName extends Migration {
  override up(): void {
    this.addSql(statements);
  }
}
