/**
 * Names of people: by list, by the endings of surnames, by initials, by the word before them, by what they say, and by a
 * capital in the middle of a sentence that no list of places and bodies knows.
 */
import { RevealingKind } from '../../vocabulary/revealing-kind.ts';
import { foldWord, type FoldedText } from './folded-text.ts';
import type { FoundMark } from './found-mark.ts';
import { isGivenName } from './given-names.ts';
import { bearsPlaceName, isKnownCapital, isKnownOccasion, isKnownPlace } from './known-capitals.ts';
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
  'цар хан княз с гр село селото град града градът община общината област областта кв квартал квартала кметство кметството район махала махалата общ обл жк ул бул улица площад пл булевард язовир река връх гара спирка летище',
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

/** After these, in the languages of the country, a place is more likely than a person. */
const AFTER_IN = list('до в във край през из an ano ando andi andar katar v vuv vav');
/** After these a day rather than a person. */
const BEFORE_OCCASION = list('на за преди след през около до от по курбан рамазан рамадан всеки kurban ramazan');
/** Before "от Завет": whoever comes, comes from a place. */
const ON_THE_WAY = list(
  'родители родителите майките бащите младежи младежите семейства семействата жители жителите хората децата улиците улици идва идват иде идат дойде дойдоха дойдат пътува пътуват автобус автобусът автобуса влак влакът път пътя пътят пътува пътуване маршрутка км километра лекар лекарят лекари деца ученици хора жители идвали възят возят карат',
);
const FROM_OR_TO = list('от до към между над под на');
/** Between who does it and what they do. */
const CLITICS = list('ми му ни им ме го ги я се ще не вчера днес лично');
/** What a person does: said of one word at the start of a sentence, the word is a name. */
const SAYS = list(
  'каза казва казал казала казаха разказа разказва обеща обещава обещал обещала твърди призна обясни сподели излъга отрече phendas phenel vakerdas söyledi dedi anlattı said told дойде идва отиде взе взима даде дава донесе видя вижда подписа написа отговори помогна помага плати купи попита пита записа живее работи знае пише иска чака търси води раздава събира обикаля остана замина върна получи намери прати заведе докара обикаля avilas džal lilas diklas dikhlas geldi gitti aldı verdi gördü came went took gave',
);
/** Who or what else says something, without an article. */
const NO_SPEAKERS = list(
  'това онова ето обаче също пак само дори тук там komşum komşumuz komşu öğretmen никой някой всеки всяка той тя то те аз ние вие кой който която което един една едно едни друг друга други човек жена мъж хора дете никоя някои всички много баща майка брат сестра син така тогава там тук вчера днес после затова сега нищо нещо kon khonik biri herkes kimse he she they nobody somebody everybody who медсестра санитар санитарка чистачка готвачка домакинка рехабилитатор социален социална лекар лекарка доктор учител учителка медиатор медиаторка сестра акушерка фелдшер полицай чиновник служител служителка инспектор директор кмет кметица съветник психолог логопед експерт майстор работник работничка шофьор пощальон чужденец гост съсед съседка дядо баба леля чичо момче момиче момиченце родител ученик ученичка студент бебе семейство група екип комисия фирма кола автобус маршрутка линейка камион багер трактор влак вода ток дъжд сняг вятър кал боклук помощ пари заплата писмо отговор документ заповед решение проверка полиция община държава училище градина болница читалище лампа улица асфалт нов нова ново стар стара първи първа първо втори втора втора трети последен последна самият самата сам сама цял цяла целият едва почти вече още само май пак после накрая рано късно утре снощи тази този онзи онази такъв такава какъв каква чий чия колко кога къде как защо ако когато понеже щом докато макар който която което нито или също лято зима пролет есен година месец седмица ден нощ час работа обяд храна хляб списък проект план отчет куче дърво куратор треньор охрана пазач касиер касиерка библиотекар зъболекар ветеринар адвокат съдия прокурор автобусът avtobus lekar komisia kola doktor öğretmen otobüs kimse su elektrik araba adam kadın çocuk bus teacher doctor somebody someone nobody',
);

interface Token {
  readonly word: string;
  readonly small: string;
  readonly start: number;
  readonly end: number;
  readonly capital: boolean;
  /** РУО, ДСП. */
  readonly acronym: boolean;
  readonly startsSentence: boolean;
  /** More than one letter, and all of them capitals. */
  readonly shouted: boolean;
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
      // "Mehmet'e", "Ayşe’nin"
      small: word.toLowerCase().replace(/[’'].*$/u, ''),
      start: match.index,
      end: match.index + word.length,
      capital: /^\p{Lu}/u.test(word),
      acronym: word.length <= 6 && word.length >= 2 && (word.match(/\p{Lu}/gu)?.length ?? 0) >= 2,
      shouted: word.length > 1 && word === word.toUpperCase(),
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
  if (next && isKnownOccasion(token.small) && isKnownOccasion(next.small)) return null;
  if (next && isTitleOf(token, next)) return goOn(tokens, first + 1);
  if (KIN_TITLES.has(token.small) || OFFICE_TITLES.has(token.small)) return null;
  if (isInitial(token) && next && tokens[first + 1]?.gap.startsWith('.')) return initialsFrom(tokens, first);
  if (PLAIN_NAMES.has(token.small) && !AMBIGUOUS_NAMES.has(token.small)) {
    if (token.capital || token.small.length >= 4) return goOn(tokens, first);
    return next && isSurname(next) ? first + 1 : null;
  }
  if (token.capital && !token.shouted && isGiven(token) && !isOccasion(tokens, first)) return goOn(tokens, first);
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
  if (isUnknownPair(tokens, first)) return first + 1;
  return isUnknownCapital(tokens, first) || saysSomething(tokens, first) ? goOn(tokens, first) : null;
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
  if (token.capital && AFTER_IN.has(before.small) && bearsPlaceName(token.small) && !follows(tokens, index)?.capital)
    return true;
  const near = tokens.slice(Math.max(0, index - 6), index);
  return (
    token.quoted && near.some(({ small, acronym }) => acronym || INSTITUTION.has(small) || BEFORE_PLACE.has(small))
  );
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
  return ![token, next].some(
    (word) => PLACE_PARTS.has(word.small) || isOfficeOrBody(word) || isKnownCapital(word.small),
  );
}

/** "в Севар, Беловец и Бисерци": what goes on from a place is a place. */
function continuesPlaces(tokens: readonly Token[], at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]];
  if (!before || !token || token.startsSentence) return false;
  if (token.capital && (AFTER_IN.has(before.small) || isKnownPlace(token.small))) return true;
  const earlier = before.small === 'и' || before.small === 'ве' ? at - 2 : /^,\s+$/.test(token.gap) ? at - 1 : null;
  return earlier !== null && tokens[earlier]?.capital === true && continuesPlaces(tokens, earlier);
}

/** One capital in the middle of a sentence that is known for nothing else. */
function isUnknownCapital(tokens: readonly Token[], at: number): boolean {
  const [before, token, next] = [tokens[at - 1], tokens[at], follows(tokens, at)];
  if (
    !before ||
    !token ||
    token.startsSentence ||
    token.quoted ||
    token.shouted ||
    token.word.length < 3 ||
    /^.-/u.test(token.word)
  )
    return false;
  if (!/^[\s,;(]+$/.test(token.gap) || AFTER_IN.has(before.small)) return false;
  if (continuesPlaces(tokens, at)) return false;
  if (FROM_OR_TO.has(before.small) && ON_THE_WAY.has(tokens[at - 2]?.small ?? '')) return false;
  if (isKnownCapital(token.small) || isOccasion(tokens, at) || PLACE_PARTS.has(token.small) || isOfficeOrBody(token))
    return false;
  if (before.capital && !before.startsSentence && (isKnownCapital(before.small) || PLACE_PARTS.has(before.small)))
    return false;
  if (next !== null && MONTHS.has(next.small)) return false;
  // "Габровски университет"
  const describes = /^.{3,}[сш]к(?:и|а|о|иа)$/u.test(token.small);
  return !(describes && next !== null && !next.capital && !SAYS.has(next.small));
}

/** At the start of a sentence, before "ми каза" and the like. */
function saysSomething(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token?.startsSentence || token.shouted || token.word.length < 3) return false;
  if (NO_SPEAKERS.has(token.small) || isKnownCapital(token.small) || isOfficeOrBody(token)) return false;
  const [first, second, third] = [follows(tokens, at), follows(tokens, at + 1), follows(tokens, at + 2)];
  if (!first || first.capital) return false;
  if (SAYS.has(first.small)) return true;
  if (!CLITICS.has(first.small) || !second) return false;
  return SAYS.has(second.small) || (CLITICS.has(second.small) && third !== null && SAYS.has(third.small));
}

const isInitial = ({ word, capital }: Token): boolean => capital && word.length === 1;
const isKnownName = ({ small }: Token): boolean =>
  PLAIN_NAMES.has(small) || AMBIGUOUS_NAMES.has(small) || isGivenName(small, isPlain);
const isPlain = (name: string): boolean => PLAIN_NAMES.has(name) && !AMBIGUOUS_NAMES.has(name);
/** Alone it is a name, whatever else the word may mean. */
const isGiven = ({ small }: Token): boolean =>
  !AMBIGUOUS_NAMES.has(small) && !isKnownPlace(small) && isGivenName(small, isPlain);
/** "за Байрам" is a feast, "Байрам каза" a person. */
const isOccasion = (tokens: readonly Token[], at: number): boolean =>
  isKnownOccasion(tokens[at]?.small ?? '') && BEFORE_OCCASION.has(tokens[at - 1]?.small ?? '');
const isSurname = ({ small }: Token): boolean => SURNAME.test(small) && !NO_SURNAMES.has(small);
const isSureSurname = ({ small }: Token): boolean => SURE_SURNAME.test(small) && !NO_SURNAMES.has(small);
const isOfficeOrBody = ({ small }: Token): boolean =>
  OFFICE_TITLES.has(small) || INSTITUTION.has(small) || BEFORE_PLACE.has(small);
