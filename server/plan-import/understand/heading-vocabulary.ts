/** What the heading of a column means, in Bulgarian and English. Data: a new spelling is a new line here. */
import { ColumnRole } from '../column-mapping.ts';
import type { Currency } from '../../../schema/vocabulary/currency.ts';
import { currencyNamed } from './money.ts';

export interface HeadingMeaning {
  role: ColumnRole;
  currency: Currency | null;
  year: number | null;
  multiplier: number;
  /** 0–1. */
  confidence: number;
}

/** The first that fits decides, so the narrow ones come first. */
const HEADINGS: [RegExp, ColumnRole][] = [
  [/^(№|n[or]?\.?|#|код|шифър|code|id|номер|пореден|ref\.?)(?!\p{L})/u, ColumnRole.CODE],
  [/целев\p{L}+ груп|target group|бенефициент|beneficiar/u, ColumnRole.TARGET_GROUP],
  [/мерн\p{L}+ единиц|^мярка \(ед|ед\. ?(за )?(мярка|изм)|^единица|^м\. ?ед|^unit/u, ColumnRole.UNIT],
  [
    /баз(а|ова|исна)(?!\p{L})|изходн|текуща стойност|начална стойност|настоящ|baseline|current value/u,
    ColumnRole.BASELINE,
  ],
  [
    /целев|цел \(стойност|стойност на индикатор|(очаквана|планирана|крайна|търсена) стойност|^target/u,
    ColumnRole.TARGET,
  ],
  [
    /източник|финансов\p{L}* инструмент|програма за финанс|начин на финанс|source|^финансиране$|^(funding|financing)$/u,
    ColumnRole.FUNDING,
  ],
  [/индикатор|показател|indicator/u, ColumnRole.INDICATOR],
  [/партньор|съдейств|partner|ангажирани/u, ColumnRole.PARTNER],
  [
    /отговор|изпълнител(?!н)|водещ|институци|responsib|^lead|implementing (body|agency|institution)|^owner|^who$/u,
    ColumnRole.RESPONSIBLE,
  ],
  [/^начал|^от( дата)?$|^start|^from$/u, ColumnRole.START],
  [/^край|^крайна дата|^до( дата)?$|^end( date)?$|^to$|^finish/u, ColumnRole.END],
  [/срок|период|времев|deadline|period|time ?(line|frame|table)|schedule|график|^when$|^due/u, ColumnRole.PERIOD],
  [
    /сума|бюджет|стойност|средства|ресурс|разход|размер|финансиране|amount|budget|cost|funds|(?<!\p{L})(лв\.?|лева|евро|bgn|eur)(?!\p{L})|€/u,
    ColumnRole.AMOUNT,
  ],
  [
    /^(планирани |предвидени |конкретни |основни )?(мярк|мерк|дейност|действи|measure|activit|action)/u,
    ColumnRole.MEASURE,
  ],
  [/цел\p{L}* ?(и|\/|,) ?(под)?задач|(goals?|objectives?) ?(and|\/|,|&) ?tasks?/u, ColumnRole.OBJECTIVE],
  [/приоритет|направлени|сфера|област|^priorit|^area|^axis/u, ColumnRole.PRIORITY],
  [/задач|^tasks?/u, ColumnRole.TASK],
  [/мярк|мерк|дейност|measure|activit|инициатив/u, ColumnRole.MEASURE],
  [/(?<!\p{L})цел|goal|objective|^aim/u, ColumnRole.GOAL],
  [/населен|място|местонахожд|location|^place/u, ColumnRole.PLACE],
  [
    /забележ|коментар|бележк|note|remark|comment|резултат|result|описание|description|напредък|изпълнение/u,
    ColumnRole.NOTE,
  ],
];

/** Under a heading that spans several columns the same word means something narrower. */
const WITHIN: Partial<Record<ColumnRole, [RegExp, ColumnRole][]>> = {
  [ColumnRole.INDICATOR]: [
    [/баз|изход|текущ|начал|baseline|current/u, ColumnRole.BASELINE],
    [/^(мерна |ед\.? ?)?(мярка|единица)|^м\. ?ед|unit|measure/u, ColumnRole.UNIT],
    [/цел|target|стойност|очаква|value/u, ColumnRole.TARGET],
    [/./u, ColumnRole.INDICATOR],
  ],
  [ColumnRole.PERIOD]: [
    [/начал|^от|start|from/u, ColumnRole.START],
    [/край|^до|end|^to/u, ColumnRole.END],
  ],
  [ColumnRole.AMOUNT]: [
    [/източник|source|програма|вид/u, ColumnRole.FUNDING],
    [/./u, ColumnRole.AMOUNT],
  ],
  [ColumnRole.RESPONSIBLE]: [
    [/партньор|partner|участ/u, ColumnRole.PARTNER],
    [/./u, ColumnRole.RESPONSIBLE],
  ],
};

/** Group: the heading that spans this column and others; '' when there is none. null when nothing fits. */
export function meaningOfHeading(own: string, group = ''): HeadingMeaning | null {
  const ownText = foldHeading(own);
  const groupText = foldHeading(group);
  if (ownText === '' && groupText === '') return null;
  const groupRole = groupText === '' ? null : roleOf(groupText);
  const role = ownText === '' ? groupRole : (roleWithin(groupRole, ownText) ?? roleOf(ownText));
  if (!role) return null;
  const isMoney = role === ColumnRole.AMOUNT || role === ColumnRole.FUNDING;
  const year = ownText.match(/^((?:19|20)\d{2})(?:\s*г\.?|\s*година)?(?:\D*)$/)?.[1];
  return {
    role,
    currency: isMoney ? (currencyNamed(own) ?? currencyNamed(group)) : null,
    year: isMoney && year ? Number(year) : null,
    multiplier: isMoney ? multiplierNamed(`${ownText} ${groupText}`) : 1,
    confidence: ownText.length <= 40 ? 0.95 : 0.75,
  };
}

function roleWithin(groupRole: ColumnRole | null, own: string): ColumnRole | null {
  if (!groupRole) return null;
  const key = groupRole === ColumnRole.FUNDING ? ColumnRole.AMOUNT : groupRole;
  return WITHIN[key]?.find(([pattern]) => pattern.test(own))?.[1] ?? null;
}

function roleOf(text: string): ColumnRole | null {
  return HEADINGS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

function multiplierNamed(text: string): number {
  if (/(?<!\p{L})хил/u.test(text)) return 1_000;
  return /(?<!\p{L})млн/u.test(text) ? 1_000_000 : 1;
}

export function foldHeading(text: string): string {
  return text
    .toLowerCase()
    .replace(/(\p{L})-\n(\p{L})/gu, '$1$2')
    .replace(/[\s_]+/g, ' ')
    .replace(/[„“”"«»*]/g, '')
    .replace(/[:.]+$/, '')
    .trim();
}
