/** Names of people, by list, by the endings of surnames, by initials, by the word before them, and by two capitals. */
import { RevealingKind } from '../../vocabulary/revealing-kind.ts';
import { foldWord, type FoldedText } from './folded-text.ts';
import type { FoundMark } from './found-mark.ts';
import { AMBIGUOUS_NAMES, NO_SURNAMES, PLAIN_NAMES, SURE_SURNAME, SURNAME } from './person-names.ts';

const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/).map(foldWord));

/** Before a name, whether it has a capital or not. */
const KIN_TITLES = list(
  'бай бате батко леля чичо чичко баба дядо кака буля стрина вуйчо г-н г-жа г-ца гн гжа господин господина госпожа госпожата д-р др доктор докторката проф инж адв mr mrs ms bay lelya abla abi teyze amca hoca bey hanım ага бей ханъм',
);
/** Before a name with a capital. */
const OFFICE_TITLES = list(
  'кмет кмета кметът кметицата кметица директор директора директорът директорката директорка учител учителя учителят учителката медиатор медиатора медиаторът медиаторката медиаторка медсестрата сестрата секретарката секретар лекарят лекаря полицай полицаят пастор пасторът имам имамът ходжа ходжата поп отец председател председателят съветник съветникът съветничката инспекторът чиновничката началникът шефът собственикът касиерката',
);
const NOT_AFTER_TITLE = list('коледа мраз марта яга сам община област българия добра меца метеорологични прасе европа');
/** After these stands a place or an institution. */
const BEFORE_PLACE = list(
  'с гр село селото град града градът община общината област областта кв квартал квартала кметство кметството район махала махалата общ обл жк ул бул улица площад пл булевард язовир река връх гара спирка летище',
);
const INSTITUTION = list(
  'училище училището оу су пг пгсс нч дг цдг ну соу сой гимназия гимназията градина градината читалище читалището болница болницата мбал умбал дкц стадион парк фондация фондацията сдружение сдружението църква църквата джамия джамията храм манастир университет библиотека център центъра дом домът програма програмата проект проекта вестник фирма хотел ресторант паметник паметника музей пансион комплекс кино клуб клубът телевизия радио',
);
const AFTER_PREPOSITION_OF_PLACE = list('в във край до от към през из над под между');
const PLACE_PARTS = list(
  'стара нова ново стари нови горна горно горни долна долно долни велико велики малко малка голямо голяма бяла бяло черна черно свети света европейски европейския европейската европейска българия съюз министерство министерския министерски агенция народно народна черно синя златни красно панагюрско тошево търново загора оряховица чифлик баня черноморец слатина бряг област община българската български',
);
const MONTHS = list('януари февруари март април май юни юли август септември октомври ноември декември марта');
const NO_INITIALS = list('оряховица търново загора чифлик баня малина махала лом');
const ABBREVIATIONS = list('г гр ул бул кв бл т д-р проф инж с св нар др лв чл ал ап ет вх обл общ пл г-н г-жа');

interface Token {
  readonly word: string;
  readonly small: string;
  readonly start: number;
  readonly end: number;
  readonly capital: boolean;
  /** РУО, ДСП. */
  readonly acronym: boolean;
  readonly startsSentence: boolean;
  /** What stands between it and the word before. */
  readonly gap: string;
  readonly quoted: boolean;
}

export function nameMarks(folded: FoldedText): FoundMark[] {
  const tokens = tokensOf(folded.text);
  const marks: FoundMark[] = [];
  for (let first = 0; first < tokens.length;) {
    const last = lastOfName(tokens, first);
    const [from, to] = [tokens[first], tokens[last ?? first]];
    if (last !== null && from && to) marks.push({ kind: RevealingKind.NAME, ...folded.place(from.start, to.end) });
    first = (last ?? first) + 1;
  }
  return marks;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let quoted = false;
  for (const match of text.matchAll(/\p{L}+(?:[-’']\p{L}+)*/gu)) {
    const [word] = match;
    const before = tokens.at(-1);
    const gap = text.slice(before?.end ?? 0, match.index);
    for (const mark of gap) quoted = quoted ? !'“”"»'.includes(mark) : '„“"«'.includes(mark);
    const ends = /[.!?…\n]/.test(gap) && !(before && /^\.\s?$/.test(gap) && isAbbreviated(before));
    tokens.push({
      word,
      small: word.toLowerCase(),
      start: match.index,
      end: match.index + word.length,
      capital: /^\p{Lu}/u.test(word),
      acronym: word.length <= 6 && word.length >= 2 && (word.match(/\p{Lu}/gu)?.length ?? 0) >= 2,
      startsSentence: before === undefined || ends,
      gap,
      quoted,
    });
  }
  return tokens;
}

const isAbbreviated = ({ small, word }: Token): boolean => ABBREVIATIONS.has(small) || word.length === 1;

/** The index of the last word of the name that begins at `first`; null: none does. */
function lastOfName(tokens: readonly Token[], first: number): number | null {
  const token = tokens[first];
  if (token === undefined || MONTHS.has(token.small) || namesPlace(tokens, first)) return null;
  const next = follows(tokens, first);
  if (next && isTitleOf(token, next)) return goOn(tokens, first + 1);
  if (KIN_TITLES.has(token.small) || OFFICE_TITLES.has(token.small)) return null;
  if (isInitial(token) && next && tokens[first + 1]?.gap.startsWith('.')) return initialsFrom(tokens, first);
  if (PLAIN_NAMES.has(token.small) && !AMBIGUOUS_NAMES.has(token.small)) {
    if (token.capital || token.small.length >= 4) return goOn(tokens, first);
    return next && isSurname(next) ? first + 1 : null;
  }
  if (token.acronym) return null;
  const joins =
    next !== null &&
    next.capital === token.capital &&
    (isSurname(next) || (isKnownName(next) && !token.startsSentence));
  if (AMBIGUOUS_NAMES.has(token.small)) {
    if (joins && (token.capital || isSurname(next))) return goOn(tokens, first + 1);
    return token.capital && !token.startsSentence && !/\d\s*$/.test(token.gap) ? goOn(tokens, first) : null;
  }
  if (!token.capital) return null;
  if (joins && next.capital && !PLACE_PARTS.has(token.small) && !isOfficeOrBody(token)) return goOn(tokens, first + 1);
  if (isSureSurname(token) && (!token.startsSentence || token.small.length >= 6)) return goOn(tokens, first);
  return isUnknownPair(tokens, first) ? first + 1 : null;
}

/** The next word, when nothing but a space (or the dot of an initial or a title) stands between. */
function follows(tokens: readonly Token[], index: number): Token | null {
  const [token, next] = [tokens[index], tokens[index + 1]];
  if (!token || !next) return null;
  if (/^[ \u00a0]+$/.test(next.gap)) return next;
  return /^\.\s?$/.test(next.gap) && (token.word.length === 1 || KIN_TITLES.has(token.small)) ? next : null;
}

/** As far as names go on: a second name, a surname, an initial. */
function goOn(tokens: readonly Token[], index: number): number {
  const [token, next] = [tokens[index], follows(tokens, index)];
  if (!token || !next || next.startsSentence) return index;
  if (isInitial(next)) return index + 1;
  if (next.acronym && !isKnownName(next) && !isSurname(next)) return index;
  const known = isKnownName(next) || isSurname(next);
  return token.capital === next.capital && (next.capital || (known && !AMBIGUOUS_NAMES.has(next.small)))
    ? goOn(tokens, index + 1)
    : index;
}

function initialsFrom(tokens: readonly Token[], first: number): number | null {
  const next = tokens[first + 1];
  if (!next?.capital || NO_INITIALS.has(next.small)) return null;
  if (isInitial(next)) {
    const third = follows(tokens, first + 1);
    return third?.capital && third.word.length > 2 && !third.startsSentence ? first + 2 : first + 1;
  }
  const ofPlace = tokens[first]?.small === 'с' && !isSurname(next) && !isKnownName(next);
  return ofPlace || next.word.length < 3 ? null : first + 1;
}

function isTitleOf(title: Token, next: Token): boolean {
  if (NOT_AFTER_TITLE.has(next.small) || PLACE_PARTS.has(next.small)) return false;
  if (KIN_TITLES.has(title.small))
    return (next.capital && !next.acronym) || (isKnownName(next) && next.small.length > 2);
  return OFFICE_TITLES.has(title.small) && next.capital && !next.acronym;
}

/** After "село", or in the quotes of an institution's name, also of a person's. */
function namesPlace(tokens: readonly Token[], index: number): boolean {
  const [before, token] = [tokens[index - 1], tokens[index]];
  if (!before || !token || token.startsSentence) return false;
  if (token.capital && BEFORE_PLACE.has(before.small) && !isWith(before, token)) return true;
  if (before.capital && namesPlaceWord(tokens, index - 1) && token.capital && /^[ \u00a0]+$/.test(token.gap))
    return true;
  if (INSTITUTION.has(before.small) && token.capital) return true;
  const near = tokens.slice(Math.max(0, index - 6), index);
  return token.quoted && near.some(({ small }) => INSTITUTION.has(small) || BEFORE_PLACE.has(small));
}

/** "с" is a village when a dot follows, and else "with". */
const isWith = ({ small }: Token, { gap }: Token): boolean => small === 'с' && !gap.startsWith('.');

/** The word before is itself part of a place's name. */
const namesPlaceWord = (tokens: readonly Token[], index: number): boolean =>
  index > 0 && BEFORE_PLACE.has(tokens[index - 1]?.small ?? '');

/** Two capitals in the middle of a sentence that no list knows. */
function isUnknownPair(tokens: readonly Token[], first: number): boolean {
  const [before, token, next] = [tokens[first - 1], tokens[first], follows(tokens, first)];
  if (!token || !next?.capital || next.acronym || token.startsSentence || !/^[\s,;:]+$/.test(token.gap)) return false;
  if (token.word.length < 3 || next.word.length < 3) return false;
  if (before && (AFTER_PREPOSITION_OF_PLACE.has(before.small) || BEFORE_PLACE.has(before.small))) return false;
  return ![token, next].some((word) => PLACE_PARTS.has(word.small) || isOfficeOrBody(word));
}

const isInitial = ({ word, capital }: Token): boolean => capital && word.length === 1;
const isKnownName = ({ small }: Token): boolean => PLAIN_NAMES.has(small) || AMBIGUOUS_NAMES.has(small);
const isSurname = ({ small }: Token): boolean => SURNAME.test(small) && !NO_SURNAMES.has(small);
const isSureSurname = ({ small }: Token): boolean => SURE_SURNAME.test(small) && !NO_SURNAMES.has(small);
const isOfficeOrBody = ({ small }: Token): boolean =>
  OFFICE_TITLES.has(small) || INSTITUTION.has(small) || BEFORE_PLACE.has(small);
