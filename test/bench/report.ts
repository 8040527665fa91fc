/** Turns the rounds into lines: figures, ratios, and how far the aims of the design are met. */
import { median, type LoadResult } from './load.ts';
import { type Question, type QuestionName } from './questions.ts';
import { SubjectName } from './subjects.ts';
import { sizeName } from './world-size.ts';

/** All rounds of one subject on one question at one size, in the order in which they were run. */
export interface Series {
  readonly question: Question;
  readonly observations: number;
  readonly subject: SubjectName;
  readonly bytes: number;
  readonly rounds: LoadResult[];
}

export class Figures {
  readonly #series: readonly Series[];

  constructor(series: readonly Series[]) {
    this.#series = series;
  }

  find(wanted: {
    readonly question: QuestionName;
    readonly observations: number;
    readonly subject: SubjectName;
  }): Series | null {
    return (
      this.#series.find(
        ({ question, observations, subject }) =>
          question.name === wanted.question && observations === wanted.observations && subject === wanted.subject,
      ) ?? null
    );
  }

  /** Rate of one over rate of the other: the median of the rounds' ratios, since both of a round had the same machine. */
  ratio(one: Series | null, other: Series | null): number | null {
    if (one === null || other === null) return null;
    return median(
      one.rounds.map(
        ({ requestsPerSecond }, round) => requestsPerSecond / (other.rounds[round]?.requestsPerSecond ?? Number.NaN),
      ),
    );
  }

  against(
    subject: SubjectName,
    { question, observations }: { readonly question: QuestionName; readonly observations: number },
  ): number | null {
    return this.ratio(
      this.find({ question, observations, subject: SubjectName.SERVER }),
      this.find({ question, observations, subject }),
    );
  }

  table({ question, observations }: { readonly question: Question; readonly observations: number }): string[] {
    const lines = [
      `${question.says}; ${sizeName(observations)} observations`,
      `  ${'subject'.padEnd(14)}${['requests/s', 'median ms', 'bytes', 'of limit'].map((title) => title.padStart(12)).join('')}`,
    ];
    for (const subject of Object.values(SubjectName)) {
      const series = this.find({ question: question.name, observations, subject });
      if (series === null) continue;
      const rate = median(series.rounds.map(({ requestsPerSecond }) => requestsPerSecond));
      const time = median(series.rounds.map(({ medianMs }) => medianMs));
      const ofLimit = this.ratio(
        series,
        this.find({ question: question.name, observations, subject: SubjectName.LIMIT }),
      );
      lines.push(
        `  ${subject.padEnd(14)}${[rate.toFixed(0), time.toFixed(1), series.bytes.toLocaleString('en-US'), ratioText(ofLimit)].map((text) => text.padStart(12)).join('')}`,
      );
    }
    return lines;
  }
}

export const ratioText = (ratio: number | null): string => (ratio === null ? '–' : ratio.toFixed(2));
