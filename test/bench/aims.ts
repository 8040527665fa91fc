/** How far the aims of the design are met, and the closing line. */
import { median, quantile } from './load.ts';
import { QuestionName } from './questions.ts';
import { ratioText, type Figures } from './report.ts';
import { SubjectName } from './subjects.ts';
import { LARGE, SMALL, sizeName } from './world-size.ts';

const MOST_COUNCIL_GROWTH = 1.2;

interface Aim {
  readonly what: string;
  readonly sign: '≤' | '≥';
  readonly aim: number;
  readonly found: number | null;
}

const isMet = ({ sign, aim, found }: Aim): boolean => found !== null && (sign === '≤' ? found <= aim : found >= aim);

function aimText(aim: Aim): string {
  const { what, sign, found } = aim;
  if (found === null) return `${what}: aim ${sign} ${aim.aim}: not measured in this run`;
  return `${what}: aim ${sign} ${aim.aim}: ${found.toFixed(2)}${isMet(aim) ? '' : ' (not yet)'}`;
}

/** @returns whether the one aim that is enforced is met, or was not measured. */
export function sayAims({
  say,
  figures,
  growths,
  largest,
  times,
}: {
  readonly say: (line: string) => void;
  readonly figures: Figures;
  /** Times over the large size ÷ over the small one, of the council's question; empty in a quick run. */
  readonly growths: readonly number[];
  /** The number of observations that the other aims are told for. */
  readonly largest: number;
  /** Of submissions, in words, by number of observations. */
  readonly times: ReadonlyMap<number, string>;
}): boolean {
  const growth: Aim = {
    what: `council's progress, time over ${sizeName(LARGE)} ÷ over ${sizeName(SMALL)}`,
    sign: '≤',
    aim: MOST_COUNCIL_GROWTH,
    found: growths.length === 0 ? null : median(growths),
  };
  const heavy = [QuestionName.PLAN_PAGE, QuestionName.OBSERVATION_LIST].map((question) => ({
    question,
    ofLimit: figures.against(SubjectName.LIMIT, { question, observations: largest }),
    timesPeer: figures.against(SubjectName.PEER, { question, observations: largest }),
  }));
  say('');
  const [low, high] = [0.25, 0.75].map((share) => quantile(growths, share).toFixed(2));
  say(aimText(growth) + (growths.length === 0 ? '' : `, half of ${growths.length} pairs between ${low} and ${high}`));
  for (const { question, ofLimit, timesPeer } of heavy) {
    say(aimText({ what: `${question}, rate ÷ limit`, sign: '≥', aim: 0.6, found: ofLimit }));
    say(aimText({ what: `${question}, rate ÷ PostGraphile`, sign: '≥', aim: 2, found: timesPeer }));
  }
  say('cached public GET, rate ÷ limit: aim ≥ 2: not measured (not built yet)');
  const parts = [
    `council 1M/10k time ${ratioText(growth.found)} (aim ≤ ${MOST_COUNCIL_GROWTH})`,
    ...[
      {
        question: QuestionName.COUNCIL,
        ofLimit: figures.against(SubjectName.LIMIT, { question: QuestionName.COUNCIL, observations: largest }),
        timesPeer: figures.against(SubjectName.PEER, { question: QuestionName.COUNCIL, observations: largest }),
      },
      ...heavy,
    ].map(
      ({ question, ofLimit, timesPeer }) =>
        `${question} ${ratioText(ofLimit)} of limit, ${ratioText(timesPeer)} × PostGraphile`,
    ),
    ...[...times].map(([observations, text]) => `submission ${observations === LARGE ? '1M' : '10k'} ${text}`),
  ];
  say('');
  say(`bench: ${parts.join(' · ')}`);
  return growth.found === null || isMet(growth);
}
