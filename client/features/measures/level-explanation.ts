/**
 * Why the community level is what it is, as a paragraph: who spoke, how the voices are counted, how old they are,
 * and how far they agree. It goes step by step as R2 and R3 do. Each entry is a message and its values; a value that
 * is a level or a month stays so, for the screen to say in its own language.
 */
import { CompletionLevelValues, type CompletionLevel } from '../../../schema/vocabulary/completion-level.ts';
import type { Month } from '../../../schema/rules/days.ts';

export interface ExplainedAssessment {
  readonly communityLevel: CompletionLevel | null;
  readonly stale: boolean;
  readonly groups: number;
  readonly agreeingGroups: number;
  readonly observationCount: number;
  readonly lookedCount: number;
  readonly lastSeenMonth?: Month | null;
  readonly explanation: {
    readonly voices: readonly { readonly level: CompletionLevel }[];
    readonly freshFromMonth?: Month | null;
    readonly confidenceStep: string;
  };
}

export interface ExplanationSentence {
  readonly key: string;
  /** For the plural form; null where the sentence counts nothing. */
  readonly count: number | null;
  readonly level: CompletionLevel | null;
  readonly month: Month | null;
  readonly values: Readonly<Record<string, number>>;
}

const sentence = (key: string, parts: Partial<Omit<ExplanationSentence, 'key'>> = {}): ExplanationSentence => ({
  key: `why.${key}`,
  count: null,
  level: null,
  month: null,
  values: {},
  ...parts,
});

export interface VoiceCount {
  readonly level: CompletionLevel;
  readonly count: number;
}

/** How many groups say what, the most first; of equal, the higher level first. */
export function voiceCounts(voices: readonly { readonly level: CompletionLevel }[]): VoiceCount[] {
  return CompletionLevelValues.toReversed()
    .map((level) => ({ level, count: voices.filter((voice) => voice.level === level).length }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);
}

export function explainLevel(assessment: ExplainedAssessment): ExplanationSentence[] {
  const { communityLevel, groups, agreeingGroups, lastSeenMonth = null, explanation } = assessment;
  if (communityLevel === null) {
    return [
      assessment.lookedCount > 0 ? sentence('lookedOnly', { count: assessment.lookedCount }) : sentence('nobody'),
    ];
  }
  const said: ExplanationSentence[] = [];
  if (groups > 1) {
    said.push(sentence('oneVoice'));
    said.push(sentence(groups % 2 === 0 ? 'medianEven' : 'median', { level: communityLevel }));
  }
  const left = assessment.lookedCount - assessment.observationCount;
  if (left > 0) said.push(sentence('leftOut', { count: left }));
  if (lastSeenMonth !== null) said.push(sentence('lastSeen', { month: lastSeenMonth }));
  if (assessment.stale) said.push(sentence('stale'));
  else if (explanation.freshFromMonth) said.push(sentence('freshFrom', { month: explanation.freshFromMonth }));
  said.push(
    sentence(`step.${explanation.confidenceStep}`, { count: groups, values: { groups, agreeing: agreeingGroups } }),
  );
  return said;
}
