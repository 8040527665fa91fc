/** Where somebody lives, whose neighbour or relative they are, and what a writer says of themselves. */
import { RevealingKind } from '../../vocabulary/revealing-kind.ts';
import { foldPattern, foldWord, type FoldedText } from './folded-text.ts';
import type { FoundMark } from './found-mark.ts';

const START = '(?<![\\p{L}\\d])';
const END = '(?![\\p{L}\\d])';
/** Without marks "-ът" is written as "-at" or as "-ut". */
const either = (words: string): string =>
  `(?:${words
    .trim()
    .split(/\s+/)
    .flatMap((word) => (word.endsWith('ът') ? [word, `${word.slice(0, -2)}ут`] : [word]))
    .join('|')})`;

const RELATIVE = either(
  'дъщеря дъщерята син сина синът жена жената съпруга съпругата съпруг съпругът мъж мъжа мъжът брат брата братът сестра сестрата майка майката баща бащата баба дядо снаха снахата зетът зет зетя зетят внук внука внукът внучка внучката внуците братовчед братовчеда братовчедът братовчедка братовчедката племенник племенника племенница племенницата леля чичо вуйчо стринка вуйна свекърва свекървата свекър кум кума кумът тъща тъщата тъст шурей балдъза етърва девер',
);
const NEAR_ONE = either(
  'зетът дъщеря дъщерята син синът сина жената съпругата съпругът съпруга мъжът мъжа братът брата сестрата майката бащата снаха снахата зет зетят зетя зетьо внукът внук внука внучката племенникът племенника племенницата братовчедът братовчеда братовчедката роднина роднини роднината приятелката приятелят любовницата шуреят балдъзата тъщата',
);
/** "my neighbour", "my daughter", "my brother" … in Turkish */
const TURKISH_NEAR_ONES =
  'komşu komşum komşumuz komşunun kızım oğlum gelinim kocam karım annem babam abim ablam kardeşim teyzem amcam damadım'
    .split(' ')
    .map(foldWord)
    .join('|');
const folded = (words: string): string => words.trim().split(/\s+/).map(foldWord).join('|');
/** "the headman's son": whose, then who. */
const TURKISH_OF = `\\p{L}{2,}(?:${folded('ın in un ün')})\\s+(?:küçük\\s+|büyük\\s+)?(?:${folded('oğlu oğlunu oğlunun kızı kızını karısı karısını kocası kocasını gelini damadı damadını annesi babası abisi ablası kardeşi kardeşini yeğeni torunu amcası dayısı teyzesi halası eniştesi kaynı kaynanası kayınpederi akrabası komşusu')})`;
/** In Romani, as it is written in either alphabet: "o čhavo e …", "mo phral", "lakiri daj", "e Bajrameskoro dad". */
const ROMANI_KIN =
  '(?:чх?ав[ое]|чх?ави|чх?а[жи]|пхрал|пхен|ром|ромни|да[жи]|дад|бори|джамутро|жамутро|пхенаки|кхаку|биби)';
const ROMANI_WHOSE =
  '(?:мо|мро|мло|ми|мри|мли|миро|мири|тиро|тири|то|амаро|амари|леск[оие]ро?|лак[оие]р[ои]|лескири|\\p{L}+(?:еск|енг|ак)(?:[оеи]р[оие]|[оие]))';
const ENGLISH_KIN =
  '(?:son|daughter|wife|husband|brother|sister|mother|father|nephew|niece|cousin|uncle|aunt|grandson|granddaughter|(?:son|daughter|brother|sister|father|mother)-in-law|neighbou?rs?)';
const OFFICE =
  '(?:кмет|съсед|директор|учител|медиатор|председател|лекар|доктор|полица|собственик|ходжа|имам|поп|пастор|началник|секретар|чиновни|баба|дядо|леля|чичо|бай)\\p{L}*';

const phrases: readonly { readonly kind: RevealingKind; readonly pattern: RegExp }[] = [
  ...[
    // the name of a street goes on as long as its words have capitals
    foldPattern(
      `${START}(?:[Уу]л|[Бб]ул)\\.?\\s*[„“”"«']?[\\p{Lu}\\d][\\p{L}\\d.-]*(?:\\s+(?:и\\s+)?\\p{Lu}[\\p{L}.-]*)*[“”"»']?(?:\\s*,?\\s*№?\\s*\\d+\\s?\\p{L}?${END})?`,
      'gu',
    ),
    foldPattern(
      `${START}[Уу]лица(?:та)?\\s+[„“”"«']?\\p{Lu}[\\p{L}.-]*(?:\\s+\\p{Lu}[\\p{L}.-]*)*[“”"»']?(?:\\s*,?\\s*№?\\s*\\d+${END})?`,
      'gu',
    ),
    foldPattern(
      `${START}(?:ул|бул|улица)\\.?\\s+\\p{L}+(?:\\s\\p{L}+)?\\s*,?\\s*(?:№|номер|no\\.?|nomer)?\\s*\\d+${END}`,
    ),
    foldPattern(`${START}(?:бл|блок|вх|ап|апартамент)\\.?\\s*№?\\s*\\d+\\s?\\p{L}?${END}`),
    foldPattern(`${START}(?:бл|вх|[Бб]лок|[Вв]ход)\\.?\\s*[„“"]?[А-Г]${END}[“”"]?`, 'gu'),
    foldPattern(`${START}(?:къща|къщата|дом|дома|на|живеещ\\p{L}*|номер)\\s*№\\s*\\d+`),
    foldPattern(`${START}(?:къща|къщата)\\s+(?:номер\\s+)?\\d+${END}`),
    foldPattern(`${START}махала\\p{L}*[^.!?\\n]{0,40}?${START}(?:къща|къщата|номер\\s*\\d+)`),
    foldPattern(`${START}(?:къща|къщата)${END}[^.!?\\n]{0,30}?${START}махала\\p{L}*`),
    foldPattern(
      `${START}(?:първата|втората|третата|четвъртата|петата|последната|предпоследната|крайната)\\s+къща${END}(?:\\s+(?:вляво|вдясно|отляво|отдясно))?`,
    ),
    foldPattern(`${START}къщата\\s+(?:до|срещу|зад|под|над|със?|на\\s+ъгъла)\\s+\\p{L}+`),
    foldPattern(`${START}(?:живея|живеем|живее)\\s+(?:точно\\s+)?(?:до|срещу|зад|над|под)\\s+\\p{L}+`),
  ].map((pattern) => ({ kind: RevealingKind.ADDRESS, pattern })),
  ...[
    foldPattern(`${START}с[ъу]сед(?:а|и|ите|ът|ка|ката|ки|ките|че|чето|ско|ското)?${END}`),
    foldPattern(`${START}комши(?:а|ата|ите|ка|ката|ке|ки|ките)?${END}`),
    foldPattern(`${START}${RELATIVE}\\s+(?:ми|му|ни|им)${END}(?!\\s+(?:дете|деца|майка|баща|син|дъщеря)${END})`),
    foldPattern(
      `${START}${NEAR_ONE}\\s+на\\s+(?!(?:гише|каса|вход|пост|рецепци|врата|портал|опашк|улиц|пазар|спирк|смяна|работа|село|място|\\d)\\p{L}*)\\p{L}+`,
    ),
    foldPattern(`${START}(?:детето|децата|внуците|дете|деца)\\s+на\\s+${OFFICE}`),
    foldPattern(
      `${START}(?:моят|моя|моята|мойта|мойто|нашият|нашия|нашата|неговата|неговият|неговия|нейният|нейния|нейната|тяхната|тяхния)\\s+${RELATIVE}${END}`,
    ),
    foldPattern(`${START}(?:${TURKISH_NEAR_ONES})${END}`),
    foldPattern(`${START}${TURKISH_OF}${END}`),
    foldPattern(`${START}${ROMANI_WHOSE}\\s+${ROMANI_KIN}${END}`),
    foldPattern(`${START}[ои]\\s+${ROMANI_KIN}\\s+(?:е|и|о|катар|ле|ла)\\s+\\p{L}+`),
  ].map((pattern) => ({ kind: RevealingKind.KIN, pattern })),
  ...[
    foldPattern(`${START}(?:съм|сме|бях|бяхме)\\s+(?:единствен|сам)\\p{L}*(?:\\s+\\p{L}+)?`),
    foldPattern(
      `${START}единствен(?:ата|ият|ия|ото|а|о)?\\s+(?:\\p{L}+\\s+)?(?:жена|мъж|майка|баща|ром|ромка|туркиня|турчин|семейство|дете|родител|учител|учителка|медиатор|медиаторка|човек|вдовица|глух|глуха|сляп|сляпа|съм|сме)${END}`,
    ),
    foldPattern(`${START}само\\s+(?:аз|ние|моето|моята|моят|нашето|нашата|нашият)${END}(?:\\s+\\p{L}+)?`),
    foldPattern(`${START}(?:казвам\\s+се|името\\s+ми\\s+е|познават\\s+ме|всички\\s+ме\\s+знаят)(?:\\s+\\p{L}+)?`),
    foldPattern(
      `${START}(?:аз\\s+съм|аз\\s+бях|съм)\\s+(?:медиатор|учител|санитар|чистач|помощник|домакин|майката|бащата|вдов|бремен|самот|инвалид|шофьор|акушер|лекар|сестрат|готвач|пазач|кмет|родител|библиотекар|служител|председател|съветник)\\p{L}*`,
    ),
    foldPattern(
      `${START}като\\s+(?:медиатор|учител|санитар|чистач|помощник|служител|шофьор|готвач|пазач|библиотекар|съветник)\\p{L}*\\s+(?:в|във|на|при|знам|виждам|съм|мога)${END}`,
    ),
    foldPattern(`${START}(?:работя|работех|чистя|готвя)\\s+(?:в|във|като|при|за)\\s+\\p{L}+`),
    foldPattern(
      `${START}имам\\s+(?:\\d+|две|три|четири|пет|шест|седем|осем|девет|десет)\\s+(?:деца|момичета|момчета|внуци)${END}`,
    ),
    foldPattern(`${START}(?:бременна\\s+съм|уволниха\\s+ме|мен\\s+ме\\s+уволниха|осъдиха\\s+ме)${END}`),
    foldPattern(
      `${START}(?:детето|синът|дъщеря|момчето|момичето)\\s+ми\\s+(?:е|има|учи)\\s+(?:единствен|в\\s+\\d|епилепси|аутизъм|инвалид|ТЕЛК|глух|сляп)\\p{L}*`,
    ),
  ].map((pattern) => ({ kind: RevealingKind.SELF, pattern })),
];

/** "her mother": folded, the word could not be told from "and". */
const HERS = new RegExp(`${START}${RELATIVE}\\s+[ѝй]${END}`, 'giu');

const ENGLISH = new RegExp(
  `${START}(?:(?:my|his|her|their|our|your)\\s+${ENGLISH_KIN}|\\p{L}+['’]s\\s+${ENGLISH_KIN}|${ENGLISH_KIN}\\s+of\\s+\\p{L}+)${END}`,
  'giu',
);

export const phraseMarks = (original: string, folded: FoldedText): FoundMark[] => [
  ...[HERS, ENGLISH]
    .flatMap((pattern) => [...original.matchAll(pattern)])
    .map((match) => ({
      kind: RevealingKind.KIN,
      at: match.index,
      end: match.index + match[0].length,
    })),
  ...phrases.flatMap(({ kind, pattern }) =>
    [...folded.text.matchAll(pattern)].map((match) => ({
      kind,
      ...folded.place(match.index, match.index + match[0].length),
    })),
  ),
];
