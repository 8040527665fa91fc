/** Turns the rounds into figures, ratios and lines. */
import { median, quantile, type LoadResult } from './load.ts';
import { type Question, type QuestionName } from './questions.ts';
import { SubjectName } from './subjects.ts';

/** All rounds of one subject on one question, in the order in which they were run. */
export interface Series {
  readonly question: Question;
  readonly subject: SubjectName;
  /** Of the first answer. */
  readonly bytes: number;
  readonly rounds: LoadResult[];
}

export class Figures {
  readonly #series: readonly Series[];

  constructor(series: readonly Series[]) {
    this.#series = series;
  }

  /** Rate of one over rate of the other in each round, since both of a round had the same machine; null: one was not measured. */
  ratios(question: QuestionName, { of, to }: { readonly of: SubjectName; readonly to: SubjectName }): number[] | null {
    const [one, other] = [of, to].map((subject) => this.#find(question, subject));
    if (one === undefined || other === undefined) return null;
    return one.rounds.map(
      ({ requestsPerSecond }, round) => requestsPerSecond / (other.rounds[round]?.requestsPerSecond ?? Number.NaN),
    );
  }

  /** The median of the rounds. */
  ratio(question: QuestionName, between: { readonly of: SubjectName; readonly to: SubjectName }): number | null {
    const ratios = this.ratios(question, between);
    return ratios === null ? null : median(ratios);
  }

  table({ name, says }: Question): string[] {
    const lines = [
      `${name}: ${says}`,
      row(['requests/s', 'median ms', 'bytes', 'of limit', 'half of rounds'], 'subject'),
    ];
    for (const subject of Object.values(SubjectName)) {
      const series = this.#find(name, subject);
      const ratios = this.ratios(name, { of: subject, to: SubjectName.LIMIT });
      if (series === undefined || ratios === null) continue;
      const [rate, time] = [
        median(series.rounds.map(({ requestsPerSecond }) => requestsPerSecond)),
        median(series.rounds.map(({ medianMs }) => medianMs)),
      ];
      const half = [0.25, 0.75].map((share) => quantile(ratios, share).toFixed(2)).join('–');
      lines.push(
        row(
          [rate.toFixed(0), time.toFixed(1), series.bytes.toLocaleString('en-US'), median(ratios).toFixed(2), half],
          subject,
        ),
      );
    }
    return lines;
  }

  #find(question: QuestionName, wanted: SubjectName): Series | undefined {
    return this.#series.find(({ question: { name }, subject }) => name === question && subject === wanted);
  }
}

const row = (cells: readonly string[], subject: string): string =>
  `  ${subject.padEnd(14)}${cells.map((cell) => cell.padStart(15)).join('')}`;
