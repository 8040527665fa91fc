/** Every goal of the bench in one place: the figure, what it should be, what was found. */
import { median } from './load.ts';
import { pageGoals, type PageFigures } from './pages.ts';
import type { Question } from './questions.ts';
import type { Figures } from './report.ts';
import { KEPT_QUESTIONS } from './rounds.ts';
import { SubjectName } from './subjects.ts';

export interface Goal {
  readonly figure: string;
  readonly sign: '≥' | '≤';
  readonly goal: number;
  /** Null: not measured in this run. */
  readonly found: number | null;
  /** Whether short rounds blur it, so that a quick run allows for that. */
  readonly isOfRounds: boolean;
}

export interface Found {
  readonly questions: readonly Question[];
  readonly figures: Figures;
  /** Times over the large world ÷ over the small one, pair by pair. */
  readonly growths: readonly number[] | null;
  readonly writes: { readonly submissionsRatio: number; readonly verificationsRatio: number } | null;
  readonly pages: Omit<PageFigures, 'lines'> | null;
}

export function goalsOf({ questions, figures, growths, writes, pages }: Found): Goal[] {
  const ofRounds = questions.flatMap(({ name }): Goal[] => {
    const goal = (figure: string, least: number, { of, to }: { of: SubjectName; to: SubjectName }): Goal => ({
      figure: `${name}, ${figure}`,
      sign: '≥',
      goal: least,
      found: figures.ratio(name, { of, to }),
      isOfRounds: true,
    });
    return [
      goal('of limit', 0.6, { of: SubjectName.SERVER, to: SubjectName.LIMIT }),
      goal('× PostGraphile', 2, { of: SubjectName.SERVER, to: SubjectName.PEER }),
      ...(KEPT_QUESTIONS.has(name) ? [goal('kept, of limit', 2, { of: SubjectName.KEPT, to: SubjectName.LIMIT })] : []),
    ];
  });
  const most = { sign: '≤', isOfRounds: false } as const;
  const least = { sign: '≥', isOfRounds: false } as const;
  return [
    ...ofRounds,
    { figure: 'council, time at large ÷ small', goal: 1.2, found: growths === null ? null : median(growths), ...most },
    { figure: 'submissions, of raw SQL', goal: 0.5, found: writes?.submissionsRatio ?? null, ...least },
    { figure: 'verifications, of raw SQL', goal: 0.5, found: writes?.verificationsRatio ?? null, ...least },
    {
      figure: 'script of the plan page, bytes',
      goal: pageGoals.scriptBytes,
      found: pages?.planScriptBytes ?? null,
      ...most,
    },
    {
      figure: "script of a monitor's screen, bytes",
      goal: pageGoals.scriptBytes,
      found: pages?.monitorScriptBytes ?? null,
      ...most,
    },
    { figure: 'largest paint, ms', goal: pageGoals.lcpMs, found: pages?.lcpMs ?? null, ...most },
    { figure: 'layout shift', goal: pageGoals.cls, found: pages?.cls ?? null, ...most },
  ];
}

/**
 * Share of a goal that is enough in short rounds. Chosen, not derived: on a loaded machine the middle half of the rounds
 * mostly lay within a quarter of their median, at times a third away, and a short warm-up costs the server the most.
 */
export const QUICK_SHARE = 0.75;

export function isMet({ sign, goal, found, isOfRounds }: Goal, { isQuick }: { readonly isQuick: boolean }): boolean {
  if (found === null) return false;
  if (sign === '≤') return found <= goal;
  return found >= (isQuick && isOfRounds ? goal * QUICK_SHARE : goal);
}

const FIGURE_WIDTH = 38;
const CELL_WIDTH = 14;

export function goalTable(goals: readonly Goal[], run: { readonly isQuick: boolean }): string[] {
  return [
    ['figure', 'goal', 'found', 'met'],
    ...goals.map((goal) => [goal.figure, `${goal.sign} ${goal.goal}`, foundText(goal), metText(goal, run)]),
  ].map(([figure = '', ...cells]) =>
    [figure.padEnd(FIGURE_WIDTH), ...cells.map((cell) => cell.padStart(CELL_WIDTH))].join(''),
  );
}

/** All figures with their goals, in one line. */
export const shortLine = (goals: readonly Goal[]): string =>
  goals.map((goal) => `${goal.figure} ${foundText(goal)} (${goal.sign} ${goal.goal})`).join(' · ');

const foundText = ({ found, goal }: Goal): string =>
  found === null ? '–' : goal >= 1_000 ? Math.round(found).toString() : found.toFixed(goal < 0.1 ? 3 : 2);

function metText(goal: Goal, run: { readonly isQuick: boolean }): string {
  if (goal.found === null) return 'not measured';
  if (!isMet(goal, run)) return 'NO';
  return isMet(goal, { isQuick: false }) ? 'yes' : 'nearly';
}
