/** What the forms of an ask need to be filled in. Each answers with the name of a message, by field, where something is missing. */
import type { LocalDate } from '../../../schema/rules/days.ts';
import type { AskAnswer } from '../../../schema/vocabulary/ask-answer.ts';

export type Wrong<Field extends string> = Partial<Record<Field, string>>;

export interface SendDraft {
  sentOn: string;
  registeredOn: string;
  incomingNumber: string;
}

export function wrongInSending(
  { sentOn, registeredOn, incomingNumber }: SendDraft,
  today: LocalDate,
): Wrong<keyof SendDraft> {
  const wrong: Wrong<keyof SendDraft> = {};
  if (sentOn === '') wrong.sentOn = 'campaign.send.missing';
  else if (sentOn > today) wrong.sentOn = 'campaign.send.future';
  if (registeredOn > today) wrong.registeredOn = 'campaign.send.future';
  else if (registeredOn === '' && incomingNumber.trim() !== '') wrong.registeredOn = 'campaign.send.numberNeedsDay';
  return wrong;
}

export interface ExtensionDraft {
  untilOn: string;
  reason: string;
  announcedOn: string;
}

export function wrongInExtension(
  { untilOn, reason, announcedOn }: ExtensionDraft,
  today: LocalDate,
): Wrong<keyof ExtensionDraft> {
  return {
    ...(untilOn === '' ? { untilOn: 'campaign.extend.missingUntil' } : {}),
    ...(reason.trim() === '' ? { reason: 'campaign.extend.missingReason' } : {}),
    ...(announcedOn > today ? { announcedOn: 'campaign.send.future' } : {}),
  };
}

export interface AnswerDraft {
  level: AskAnswer | null;
  text: string;
  answeredOn: string;
  promisedBy: string;
}

export function wrongInAnswer(
  { level, answeredOn, promisedBy }: AnswerDraft,
  today: LocalDate,
): Wrong<keyof AnswerDraft> {
  const wrong: Wrong<keyof AnswerDraft> = {};
  if (level === null) wrong.level = 'campaign.record.missingLevel';
  if (answeredOn === '') wrong.answeredOn = 'campaign.record.missingDay';
  else if (answeredOn > today) wrong.answeredOn = 'campaign.send.future';
  if (level === 'PROMISED' && promisedBy === '') wrong.promisedBy = 'campaign.record.missingPromise';
  return wrong;
}
