/** Amounts as the API gives them: integer cents in the original currency, and in euro converted once (R12). */
import { Field, ObjectType } from 'type-graphql';
import { convertCents } from '../../schema/rules/money.ts';
import { Currency } from '../../schema/vocabulary/currency.ts';
import type { Parts } from '../platform/one-statement/telling.ts';
import { SafeIntScalar } from '../platform/scalars.ts';
import { sql, type Sql } from '../platform/sql.ts';

@ObjectType({ description: 'An amount, or a total of amounts in one currency.' })
export class Money {
  @Field(() => SafeIntScalar, { description: 'In cents of its own currency.' })
  amountCents!: number;

  @Field(() => Currency, { description: 'The currency in which it was written.' })
  currency!: Currency;

  @Field(() => SafeIntScalar, {
    description:
      'The same in euro cents at 1 EUR = 1.95583 BGN, half a cent rounded up; a total is converted once, as a total.',
  })
  eurCents!: number;
}

export const moneyOf = (amountCents: number, currency: Currency): Money => ({
  amountCents,
  currency,
  eurCents: convertCents({ amountCents, currency, to: Currency.EUR }),
});

/** The same in a statement. */
export const moneyParts = (amountCents: Sql, currency: Sql): Parts => ({
  amountCents,
  currency,
  eurCents: sql`case ${currency} when 'EUR' then ${amountCents} else round(${amountCents} * 100000 / 195583.0)::bigint end`,
});

/** An amount that may not be stated: null when either side is missing. */
export const moneyOrNull = (amountCents: number | null, currency: Currency | null): Money | null =>
  amountCents === null || currency === null ? null : moneyOf(amountCents, currency);
