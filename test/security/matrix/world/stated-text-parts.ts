/** Words of officials and of a coalition that were reported, or hidden and can be shown again. */
import { randomUUID } from 'node:crypto';
import { rows, sql } from '../../../../server/platform/sql.ts';
import { worldContext } from '../../../support/world.ts';
import type { Ground } from './ground.ts';

const HIDDEN = { words_hidden_on: '2026-11-12', words_hidden_because: 'INSULTS' };

export async function plantStatedTexts({ app, holders, names }: Ground): Promise<void> {
  const context = worldContext(app);
  /** As another row of the table, but for what is said. @returns its id */
  const copy = async (table: string, of: string, but: Readonly<Record<string, unknown>>): Promise<string> => {
    const id = randomUUID();
    const name = { text: [table], values: [] };
    const said = JSON.stringify({ ...HIDDEN, ...but, id });
    await rows(
      context,
      sql`insert into ${name} select (jsonb_populate_record(r, ${said}::jsonb)).* from ${name} r where r.id = ${names[of]}::uuid`,
    );
    return id;
  };
  names['hiddenCoalition'] = await copy('coalition', 'coalition', { name: null, purpose: null });
  const campaign = await copy('campaign', 'publicCampaign', { title: null, goal: null });
  names['hiddenCampaign'] = campaign;
  await rows(
    context,
    sql`insert into campaign_measure select ${campaign}::uuid, measure_id, linked_on, official_level_then, community_level_then, gap_kind_then, gap_value_then
        from campaign_measure where campaign_id = ${names['publicCampaign']}::uuid`,
  );
  names['hiddenActivity'] = await copy('activity', 'publicCampaignDoneActivity', { title: null });
  const ask = await copy('ask', 'runningAsk', { demand: null, campaign_id: campaign });
  names['hiddenAsk'] = ask;
  const report = await copy('official_report', 'report', {
    title: null,
    obligation_id: null,
    period_label: '2023',
    period_from: '2023-01-01',
    period_to: '2023-12-31',
  });
  names['hiddenReport'] = report;
  names['hiddenStatement'] = await copy('measure_statement', 'statement', {
    report_id: report,
    text: null,
    level: null,
  });
  for (const [name, table, of] of [
    ['sentAskExtension', 'ask_extension', 'sentAsk'],
    ['sentAskAnswer', 'ask_answer', 'sentAsk'],
    ['answerOfDraft', 'ask_answer', 'sentAskOfDraft'],
  ] as const) {
    const [found] = await rows<{ id: string }>(
      context,
      sql`select id from ${{ text: [table], values: [] }} where ask_id = ${names[of]}::uuid order by 1 limit 1`,
    );
    names[name] = found?.id ?? '';
  }
  await copy('ask_extension', 'sentAskExtension', { ask_id: ask, reason: null });
  // parts are looked at in the ask that was answered
  await copy('ask_extension', 'sentAskExtension', { reason: null, until_on: '2026-06-15' });
  await copy('ask_answer', 'sentAskAnswer', {
    text: null,
    level: 'ACKNOWLEDGED',
    number: 3,
    promised_by: null,
    answered_on: '2026-06-03',
  });
  await copy('ask_answer', 'sentAskAnswer', {
    ask_id: ask,
    text: null,
    level: 'ACKNOWLEDGED',
    number: 1,
    promised_by: null,
  });
  await rows(
    context,
    sql`insert into public_text_report (kind, subject_id, reason, words, reported_on) values ('CAMPAIGN', ${names['publicCampaign']}::uuid, 'OTHER', 'Това е съседката', '2026-11-11')`,
  );
  await rows(
    context,
    sql`insert into public_text_decision (id, kind, subject_id, decision, because, reason, words, more_words, decided_by_id, decided_on, decided_at)
        values (gen_random_uuid(), 'CAMPAIGN', ${campaign}::uuid, 'WORDS_HIDDEN', 'INSULTS', 'Обижда', 'Кампания', 'Да светне', ${holders.ADMINISTRATOR}::uuid, '2026-11-12', '2026-11-12T10:00:00Z')`,
  );
}
