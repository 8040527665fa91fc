/** What a run of the bench does, from its command line. */
import { parseArgs } from 'node:util';
import { QuestionName, questions, type Question } from './questions.ts';
import { FEW_MUNICIPALITIES, LARGE, MUNICIPALITIES, SMALL, worldOf, type World } from './world-size.ts';

export const USAGE = `npm run bench -- [options]
  --quick             over a few districts, in under a minute: reads only, and its short rounds have a margin
  --only <question>   this question alone: ${Object.values(QuestionName).join(', ')}
  --profile           after the rounds, where the time of each question goes: statements, and the server's functions
  --keep              keeps what was generated for the next run of the day with it
  --observations <n>  instead of ${LARGE} in the large world; 10000000 need 8 GB and, for the roll-ups, hours
  --municipalities <n> a slice of the country, as thickly observed; the counts above stay those of the whole`;

export interface BenchOptions {
  readonly keep: boolean;
  readonly isProfiled: boolean;
  readonly isQuick: boolean;
  readonly questions: readonly Question[];
  /** Everything is measured over this one. */
  readonly world: World;
  /** What the council's question is compared with; null: not in this run. */
  readonly smallWorld: World | null;
  /** Whether writes and pages are measured too. */
  readonly hasWritesAndPages: boolean;
  readonly rounds: number;
  readonly roundSeconds: number;
  readonly warmUpSeconds: number;
  /** Drawn for each question. */
  readonly asked: number;
  /** Of them, compared between all subjects before anything is timed. */
  readonly checked: number;
}

/** @throws Error with the usage when something is given that is not understood. */
export function readOptions(given: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...given],
    options: {
      quick: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      only: { type: 'string' },
      observations: { type: 'string', default: String(LARGE) },
      municipalities: { type: 'string', default: String(MUNICIPALITIES) },
    },
  });
  const chosen = questions.filter(({ name }) => values.only === undefined || name === values.only);
  if (chosen.length === 0) throw new Error(`There is no question ${values.only}.\n${USAGE}`);
  const municipalities = wholeNumber(values.municipalities, { most: MUNICIPALITIES });
  const shared = { keep: values.keep, isProfiled: values.profile, isQuick: values.quick, questions: chosen };
  if (values.quick) {
    return {
      ...shared,
      world: worldOf({ observations: SMALL, municipalities: Math.min(municipalities, FEW_MUNICIPALITIES) }),
      smallWorld: null,
      hasWritesAndPages: false,
      rounds: 3,
      roundSeconds: 0.25,
      warmUpSeconds: 0.25,
      asked: 40,
      checked: 3,
    };
  }
  const observations = wholeNumber(values.observations, { most: 100_000_000 });
  const hasCouncil = chosen.some(({ name }) => name === QuestionName.COUNCIL);
  return {
    ...shared,
    world: worldOf({ observations, municipalities }),
    smallWorld: hasCouncil && observations > SMALL ? worldOf({ observations: SMALL, municipalities }) : null,
    hasWritesAndPages: values.only === undefined,
    rounds: 7,
    roundSeconds: 1.5,
    // a server is measured as it is after a minute of work, not after its start
    warmUpSeconds: 6,
    asked: 200,
    checked: 10,
  };
}

function wholeNumber(text: string, { most }: { readonly most: number }): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > most)
    throw new Error(`${text} is no whole number from 1 to ${most}.\n${USAGE}`);
  return number;
}
