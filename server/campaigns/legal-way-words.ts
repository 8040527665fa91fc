/** Says the rules of a legal way in words, from the data alone: the sentence cannot differ from what the clock counts. */
import type { AllowedExtension, LegalFact, LegalWayRules } from '../../schema/rules/legal-ways.ts';
import type { Term } from '../../schema/rules/term.ts';
import { FactCheck } from '../../schema/vocabulary/fact-check.ts';
import { LegalWay } from '../../schema/vocabulary/legal-way.ts';
import { SilenceMeaning } from '../../schema/vocabulary/silence-meaning.ts';
import type { LegalWayInWords } from './legal-way.type.ts';

interface Words {
  readonly names: Readonly<Record<LegalWay, string>>;
  readonly silence: Readonly<Record<SilenceMeaning, string>>;
  readonly grounds: Readonly<Record<string, string>>;
  /** Ways of which no law of general use sets the term. */
  readonly noTerm: Readonly<Partial<Record<LegalWay, string>>> & { readonly other: string };
  readonly days: (count: number) => string;
  readonly months: (count: number) => string;
  readonly fromRegistration: (term: string) => string;
  readonly longerBy: (term: string) => string;
  readonly longerUpTo: (term: string) => string;
  readonly noticeWithin: (term: string) => string;
  readonly contestWithin: (term: string) => string;
  readonly unverified: string;
}

const bulgarian: Words = {
  names: {
    [LegalWay.PUBLIC_INFORMATION]: 'Заявление за достъп до обществена информация',
    [LegalWay.PROPOSAL]: 'Предложение',
    [LegalWay.SIGNAL]: 'Сигнал',
    [LegalWay.ADMINISTRATIVE_ACT]: 'Искане за издаване на индивидуален административен акт',
    [LegalWay.LOCAL_INITIATIVE]: 'Местна гражданска инициатива (подписка)',
    [LegalWay.OTHER]: 'Писмо или разговор извън тези пътища',
  },
  silence: {
    [SilenceMeaning.UNLAWFUL]: 'Мълчанието е незаконно',
    [SilenceMeaning.REFUSAL]: 'Мълчанието се смята за отказ',
    [SilenceMeaning.NO_APPEAL]: 'Мълчанието не се обжалва: искането се отнася по-нагоре и мълчанието се публикува',
    [SilenceMeaning.FINDING]: 'Мълчанието се публикува като констатация',
  },
  grounds: { volume: 'при голям обем', 'third-party': 'при засягане на трето лице', complexity: 'при сложност' },
  noTerm: {
    [LegalWay.ADMINISTRATIVE_ACT]: 'срокът е в специалния закон',
    [LegalWay.LOCAL_INITIATIVE]: 'срокът е на органа, който решава',
    other: 'няма законов срок',
  },
  days: (count) => (count === 1 ? '1 ден' : `${count} дни`),
  months: (count) => (count === 1 ? '1 месец' : `${count} месеца`),
  fromRegistration: (term) => `${term} от регистрацията`,
  longerBy: (term) => `още ${term}`,
  longerUpTo: (term) => `до ${term} общо`,
  noticeWithin: (term) => `известие до ${term}`,
  contestWithin: (term) => `обжалва се пред съд до ${term}`,
  unverified: 'непроверено',
};

const english: Words = {
  names: {
    [LegalWay.PUBLIC_INFORMATION]: 'Request for access to public information',
    [LegalWay.PROPOSAL]: 'Proposal',
    [LegalWay.SIGNAL]: 'Signal',
    [LegalWay.ADMINISTRATIVE_ACT]: 'Request for an individual administrative act',
    [LegalWay.LOCAL_INITIATIVE]: "Local citizens' initiative",
    [LegalWay.OTHER]: 'A letter or a talk outside these ways',
  },
  silence: {
    [SilenceMeaning.UNLAWFUL]: 'Silence is unlawful',
    [SilenceMeaning.REFUSAL]: 'Silence counts as a refusal',
    [SilenceMeaning.NO_APPEAL]: 'Silence cannot be appealed: the ask goes higher up and the silence is published',
    [SilenceMeaning.FINDING]: 'Silence is published as a finding',
  },
  grounds: { volume: 'for volume', 'third-party': 'for a third party', complexity: 'for complexity' },
  noTerm: {
    [LegalWay.ADMINISTRATIVE_ACT]: 'the term is in the special law',
    [LegalWay.LOCAL_INITIATIVE]: 'the term is that of the body that decides',
    other: 'no legal term',
  },
  days: (count) => (count === 1 ? '1 day' : `${count} days`),
  months: (count) => (count === 1 ? '1 month' : `${count} months`),
  fromRegistration: (term) => `${term} from registration`,
  longerBy: (term) => `${term} more`,
  longerUpTo: (term) => `up to ${term} in all`,
  noticeWithin: (term) => `notice within ${term}`,
  contestWithin: (term) => `it can be contested in court within ${term}`,
  unverified: 'not verified',
};

/** Bulgarian unless English was asked for. */
const wordsIn = (language: string): Words => (/^en\b/i.test(language) ? english : bulgarian);

export function legalWayInWords(rules: LegalWayRules, language: string): LegalWayInWords {
  const words = wordsIn(language);
  return {
    code: rules.way,
    name: words.names[rules.way],
    termText: termText(rules, words),
    silenceMeans: silenceText(rules, words),
    cite: rules.cite?.value ?? '',
    verified: [rules.term, rules.silence, rules.cite].every((fact) => fact === null || fact.check === FactCheck.SEEN),
    termDays: rules.term?.value.days ?? null,
    termMonths: rules.term?.value.months ?? null,
  };
}

function termText({ way, term, extensions, notice }: LegalWayRules, words: Words): string {
  if (term === null) return words.noTerm[way] ?? words.noTerm.other;
  const parts = [
    marked(term, words.fromRegistration(termInWords(term.value, words)), words),
    ...extensions.map((extension) => marked(extension, extensionText(extension.value, words), words)),
    ...(notice === null ? [] : [marked(notice, words.noticeWithin(termInWords(notice.value, words)), words)]),
  ];
  return parts.join('; ');
}

function extensionText({ ground, adds, upTo }: AllowedExtension, words: Words): string {
  const longer =
    adds !== null
      ? words.longerBy(termInWords(adds, words))
      : upTo !== null
        ? words.longerUpTo(termInWords(upTo, words))
        : '';
  return `${longer} ${words.grounds[ground] ?? ground}`.trim();
}

function silenceText({ silence, contestSilence }: LegalWayRules, words: Words): string {
  const meaning = marked(silence, words.silence[silence.value], words);
  if (contestSilence === null) return meaning;
  return `${meaning}; ${marked(contestSilence, words.contestWithin(termInWords(contestSilence.value, words)), words)}`;
}

const termInWords = ({ months, days }: Term, words: Words): string =>
  [months ? words.months(months) : '', days ? words.days(days) : ''].filter(Boolean).join(' + ');

const marked = ({ check }: LegalFact<unknown>, text: string, words: Words): string =>
  check === FactCheck.SEEN ? text : `${text} (${words.unverified})`;
