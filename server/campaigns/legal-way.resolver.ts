import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { LocalDate } from '../../schema/rules/days.ts';
import type { RequestContext } from '../platform/context.ts';
import { required } from '../platform/problem.ts';
import { LocalDateScalar } from '../platform/scalars.ts';
import { rulesOfWay, waysOn } from './ask-timing.ts';
import { Ask } from './ask.entity.ts';
import type { AskRow } from './ask.loader.ts';
import { legalWayInWords } from './legal-way-words.ts';
import { LegalWayInWords } from './legal-way.type.ts';

const LANGUAGE = {
  defaultValue: 'bg',
  description: 'Language of the words: bg or en; any other gives bg. The articles stay in the language of the law.',
};

@Resolver(() => Ask)
export class LegalWayResolver {
  @Query(() => [LegalWayInWords], { description: 'The legal ways that an ask can go, by the rules of one day.' })
  legalWays(
    @Ctx() context: RequestContext,
    @Arg('on', () => LocalDateScalar, {
      nullable: true,
      description: 'The day whose rules count, past or to come; null: today.',
    })
    on: LocalDate | null | undefined,
    @Arg('language', () => String, LANGUAGE) language: string,
  ): LegalWayInWords[] {
    return waysOn(on ?? context.today).map((rules) => legalWayInWords(rules, language));
  }

  @FieldResolver(() => LegalWayInWords, {
    description:
      'The legal way it goes, by the rules of the day of its registration; until then, of its sending or of today.',
  })
  legalWay(
    @Ctx() context: RequestContext,
    @Root() ask: AskRow,
    @Arg('language', () => String, LANGUAGE) language: string,
  ): LegalWayInWords {
    const day = ask.registeredOn ?? ask.sentOn ?? context.today;
    return legalWayInWords(required(rulesOfWay(ask.legalWayCode, day)), language);
  }
}
