/** A coalition of the demo and its campaign: asks that were answered, overdue and still running. */
import { draftAsk, sendAsk } from '../campaigns/ask.service.ts';
import { recordAskAnswer } from '../campaigns/ask-reply.service.ts';
import { addActivity, addCampaignNote } from '../campaigns/campaign-work.service.ts';
import { createCampaign, updateCampaign } from '../campaigns/campaign.service.ts';
import { createCoalition } from '../coalitions/coalition.service.ts';
import { addDays } from '../../schema/rules/days.ts';
import { LegalWay } from '../../schema/vocabulary/legal-way.ts';
import { required } from '../platform/problem.ts';
import type { EnteredPlan } from './demo-plan.entry.ts';
import type { DemoCast } from './demo-cast.ts';
import type { DemoDays } from './demo-days.ts';

export async function enterCampaign({
  plan,
  days,
  cast,
}: {
  plan: EnteredPlan;
  days: DemoDays;
  cast: DemoCast;
}): Promise<void> {
  const { neighbours, parents, youth, kubrat, kubratCouncil } = cast.organizations;
  const bus = required(plan.measureIds.get('1.2.1.1'));
  const tables = required(plan.measureIds.get('7.1.1.2'));
  const founded = days.monthsAgo(4);
  const founding = await cast.as('lead', founded);
  const coalition = await createCoalition(founding.context, founding.actor, {
    name: 'Коалиция „Училище за всички“ (пример)',
    territory: 'RAZ16',
    purpose: 'Всяко дете да стига до избраното от родителите училище и детска градина.',
    organizationIds: [neighbours, parents, youth],
    leadOrganizationId: neighbours,
  });
  // the memberships of whoever founded it hold from that day
  const start = await cast.as('lead', days.monthsAgo(2));
  const { id: campaignId } = await createCampaign(start.context, start.actor, {
    coalitionId: coalition.id,
    title: 'Автобус за всяко дете',
    goal: 'Автобусът да стига до всички приемащи училища и детски градини, сутрин и следобед, до края на учебната година.',
    measureIds: [bus, tables],
  });
  await updateCampaign(start.context, start.actor, { campaignId, stage: 'RUNNING' });

  const ask = async ({
    demand,
    to,
    way,
    measureId,
    sentOn,
    number,
  }: {
    demand: string;
    to: string;
    way: LegalWay;
    measureId: string;
    sentOn: string;
    number: string;
  }): Promise<string> => {
    const { context, actor } = await cast.as('lead', sentOn);
    const { id } = await draftAsk(context, actor, {
      campaignId,
      measureId,
      demand,
      decisionMakerId: to,
      legalWay: way,
    });
    await sendAsk(context, actor, { askId: id, sentOn, registeredOn: sentOn, incomingNumber: number });
    return id;
  };
  const sentFirst = days.monthsAgo(2);
  const answered = await ask({
    demand: 'Графикът на автобуса да включи и детските градини.',
    to: kubrat,
    way: LegalWay.PROPOSAL,
    measureId: bus,
    sentOn: sentFirst,
    number: 'ПР-1 (пример)',
  });
  await ask({
    demand: 'Договорът за превоз и отчетите за изпълнените курсове.',
    to: kubrat,
    way: LegalWay.PUBLIC_INFORMATION,
    measureId: bus,
    sentOn: addDays(days.monthsAgo(1), -3),
    number: 'ДОИ-2 (пример)',
  });
  await ask({
    demand: 'Обществено обсъждане на плана в Севар, Беловец и Бисерци.',
    to: kubratCouncil,
    way: LegalWay.PROPOSAL,
    measureId: tables,
    sentOn: addDays(days.today, -20),
    number: 'ПР-3 (пример)',
  });
  const reply = await cast.as('lead', days.monthsAgo(1));
  await recordAskAnswer(reply.context, reply.actor, {
    askId: answered,
    level: 'PROMISED',
    text: 'Нов график от началото на втория учебен срок.',
    answeredOn: days.monthsAgo(1),
    promisedBy: addDays(days.today, 60),
  });

  const now = await cast.as('lead', days.today);
  await draftAsk(now.context, now.actor, {
    campaignId,
    measureId: bus,
    demand: 'Спирка в Юпер.',
    decisionMakerId: kubrat,
    legalWay: LegalWay.SIGNAL,
  });
  await addActivity(now.context, now.actor, {
    campaignId,
    title: 'Среща с родителите в Севар',
    ownerId: parents,
    dueOn: addDays(days.today, 14),
  });
  await addActivity(now.context, now.actor, {
    campaignId,
    title: 'Снимки на спирките',
    ownerId: youth,
    dueOn: addDays(days.today, 7),
  });
  await addCampaignNote(now.context, now.actor, {
    campaignId,
    text: 'Преди срещата да се питат и родителите от Юпер.',
  });
}
