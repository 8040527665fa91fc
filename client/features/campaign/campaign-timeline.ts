/** What happened in a campaign, in the order of days, drawn from its asks, measures and activities. */
import type { LocalDate } from '../../../schema/rules/days.ts';
import type { AskAnswer as AskAnswerLevel } from '../../../schema/vocabulary/ask-answer.ts';
import type { CampaignFace } from './campaign.operations.ts';

export type TimelineEntry =
  | { readonly kind: 'started'; readonly on: LocalDate }
  | { readonly kind: 'linked'; readonly on: LocalDate; readonly code: string; readonly measureId: string }
  | { readonly kind: 'sent'; readonly on: LocalDate; readonly name: string; readonly askId: string }
  | { readonly kind: 'registered'; readonly on: LocalDate; readonly number: string; readonly askId: string }
  | { readonly kind: 'due'; readonly on: LocalDate; readonly name: string; readonly askId: string }
  | {
      readonly kind: 'answered';
      readonly on: LocalDate;
      readonly name: string;
      readonly level: AskAnswerLevel;
      readonly askId: string;
    }
  | { readonly kind: 'promised'; readonly on: LocalDate; readonly name: string; readonly askId: string }
  | { readonly kind: 'activity'; readonly on: LocalDate; readonly title: string | null };

/** Oldest first; of one day, in the order in which such things follow each other. Days still to come are left out. */
export function timelineOf(campaign: CampaignFace, today: LocalDate): TimelineEntry[] {
  const entries: TimelineEntry[] = [
    { kind: 'started', on: campaign.startsOn },
    ...campaign.measures.map(({ linkedOn, measure }) => ({
      kind: 'linked' as const,
      on: linkedOn,
      code: measure.code,
      measureId: measure.id,
    })),
    ...campaign.asks.flatMap(entriesOfAsk),
    ...campaign.activities.flatMap(({ state, doneOn, title }) =>
      state === 'DONE' && doneOn ? [{ kind: 'activity' as const, on: doneOn, title }] : [],
    ),
  ];
  return entries
    .filter(({ on }) => on <= today)
    .map((entry, place) => ({ entry, place }))
    .toSorted((a, b) => (a.entry.on === b.entry.on ? a.place - b.place : a.entry.on < b.entry.on ? -1 : 1))
    .map(({ entry }) => entry);
}

function entriesOfAsk(ask: CampaignFace['asks'][number]): TimelineEntry[] {
  const { id: askId, sentOn, registeredOn, incomingNumber, dueOn, answers } = ask;
  if (!sentOn) return [];
  const { name } = ask.decisionMaker;
  const entries: TimelineEntry[] = [{ kind: 'sent', on: sentOn, name, askId }];
  if (registeredOn && incomingNumber)
    entries.push({ kind: 'registered', on: registeredOn, number: incomingNumber, askId });
  const firstAnswer = answers.map(({ answeredOn }) => answeredOn).toSorted()[0];
  // Silence is an event of its own; an answer in time makes the due day one like any other.
  if (dueOn && (firstAnswer === undefined || firstAnswer > dueOn))
    entries.push({ kind: 'due', on: dueOn, name, askId });
  for (const { answeredOn, level, promisedBy } of answers) {
    entries.push({ kind: 'answered', on: answeredOn, name, level, askId });
    if (promisedBy) entries.push({ kind: 'promised', on: promisedBy, name, askId });
  }
  return entries;
}
