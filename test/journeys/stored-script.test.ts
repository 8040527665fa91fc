/**
 * What people write is shown as they wrote it. Script, HTML, handlers and addresses that are script, put into every text
 * that somebody enters and others read, run nowhere and are not even tried: the page's policy has nothing to report.
 */
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { buildCsv } from '../plan-import/build/csv-file.ts';
import { openJourney } from '../support/browser-house.ts';
import { createVisitor, type Visitor } from '../support/browser-visitor.ts';

const journey = openJourney();

/** A name of its own before it, so that each place is found again. */
const hostile = (name: string): string =>
  `${name} <script>globalThis.ran=1</script><img src=x onerror="globalThis.ran=1"><a href="javascript:globalThis.ran=1">x</a>`;
const ADDRESS = 'javascript:globalThis.ran=1//';
const PLACE = 'RAZ16';

/** Addresses of pages, with the names of the texts that stand on each. */
const shown: Record<string, readonly string[]> = {};
/** Of pages for those who work here. */
const shownTo: Record<'verifier' | 'monitor' | 'administrator', Record<string, readonly string[]>> = {
  verifier: {},
  monitor: {},
  administrator: {},
};

async function ask(visitor: Visitor, query: string, variables: object): Promise<any> {
  const told = await visitor.page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch('/graphql', { method: 'POST', headers, body });
    return (await answer.json()) as { data: Record<string, unknown> | null; errors?: unknown };
  }, JSON.stringify({ query, variables }));
  if (told.errors !== undefined || told.data === null) throw new Error(`${query}: ${JSON.stringify(told)}`);
  return Object.values(told.data)[0];
}

const change = (visitor: Visitor, name: string, type: string, input: object, selection = '{ id }') =>
  ask(visitor, `mutation ($input: ${type}!) { ${name}(input: $input) ${selection} }`, { input });

async function sendPlan(visitor: Visitor): Promise<string> {
  const cells = ['Приоритет', 'Цел', 'Задача', 'Мярка', 'Отговорник', 'Срок', 'Сума', 'Източник', 'Показател'];
  const file = buildCsv(
    [
      ['№', ...cells],
      [
        '1',
        hostile('приоритет'),
        hostile('цел'),
        hostile('задача'),
        hostile('мярка'),
        hostile('отговорник'),
        hostile('срок'),
        '',
        hostile('източник'),
        hostile('показател'),
      ],
    ],
    { delimiter: ';', encoding: 'utf-8' },
  );
  const sent = await visitor.page.evaluate(
    async ({ bytes, name }) => {
      const answer = await fetch(`/imports/plans?name=${encodeURIComponent(name)}`, {
        method: 'POST',
        headers: { 'x-sverka': '1', 'content-type': 'application/octet-stream' },
        body: new Uint8Array(bytes),
      });
      return (await answer.json()) as { id: string };
    },
    { bytes: [...file], name: `${hostile('файл')}.csv` },
  );
  return sent.id;
}

beforeAll(async () => {
  const { plans, bodies } = await journey.house.ask(`{
    plans: actionPlans(territory: "${PLACE}", first: 5) { nodes { id measures(first: 60) { nodes { id observations(first: 1) { nodes { id words } } responsibles { leads organization { id kind } } } } } }
    bodies: organizations(first: 100) { nodes { id name } }
  }`);
  const measures = plans.nodes.flatMap((plan: any) =>
    plan.measures.nodes.map((measure: any) => ({ ...measure, planId: plan.id })),
  );
  const body = (name: string): string => bodies.nodes.find((one: any) => one.name.includes(name)).id;
  Object.assign(subject, {
    observed: measures.find((measure: any) => measure.observations.nodes[0]?.words),
    owned: measures.find((measure: any) =>
      measure.responsibles.some(
        ({ leads, organization }: any) => leads && organization?.kind === 'MUNICIPAL_ADMINISTRATION',
      ),
    ),
    neighbours: body('Съседи'),
  });
}, 60_000);

const subject = {} as {
  readonly observed: {
    readonly id: string;
    readonly observations: { readonly nodes: readonly { readonly id: string }[] };
  };
  readonly owned: { readonly id: string; readonly planId: string; readonly responsibles: readonly any[] };
  readonly neighbours: string;
};

test('an administrator enters documents and a plan full of script', async () => {
  const administrator = await createVisitor({ journey, as: 'Администратор' });
  const document = {
    level: 'MUNICIPAL',
    territory: PLACE,
    periodText: hostile('период'),
    adoptedBy: hostile('приел'),
    act: hostile('акт'),
    source: ADDRESS,
  };
  const strategy = await change(administrator, 'createStrategy', 'CreateStrategyInput', {
    ...document,
    title: hostile('стратегия'),
  });
  shown[`/strategies/${strategy.id}`] = ['стратегия', 'приел', 'акт'];
  const organization = await change(administrator, 'createOrganization', 'CreateOrganizationInput', {
    kind: 'NGO',
    sector: 'CIVIL',
    territory: PLACE,
    name: hostile('сдружение'),
  });
  shown[`/organizations/${organization.id}`] = ['сдружение'];
  const importId = await sendPlan(administrator);
  await administrator.open(`/import/${importId}`);
  await administrator.sees('мярка <script>');
  expect(await ranIn(administrator)).toEqual([]);
  await change(administrator, 'confirmPlanImport', 'ConfirmPlanImportInput', {
    importId,
    adoptedBy: hostile('съвет'),
    act: hostile('решение'),
    plan: { territory: PLACE, title: hostile('план'), periodText: hostile('години'), source: ADDRESS },
  });
  const { existingPlan: plan } = await ask(
    administrator,
    'query ($id: ID!) { planImport(id: $id) { existingPlan { id measures(first: 1) { nodes { id } } } } }',
    { id: importId },
  );
  shown[`/plans/${plan.id}`] = ['план', 'мярка'];
  shown[`/measures/${plan.measures.nodes[0].id}`] = ['мярка', 'срок', 'показател'];
  const { owned } = subject;
  const speaker = owned.responsibles.find(({ leads }) => leads).organization.id;
  await change(administrator, 'submitReport', 'SubmitReportInput', {
    planId: owned.planId,
    organizationId: speaker,
    title: hostile('отчет'),
    act: hostile('акт'),
    adoptedBy: hostile('приел'),
    periodLabel: '2019 <b>г.</b>',
    periodFrom: '2019-01-01',
    periodTo: '2019-12-31',
    statements: [{ measureId: owned.id, level: 'LIMITED', text: hostile('твърдение') }],
  });
  shown[`/measures/${owned.id}`] = ['твърдение'];
});

test('a coalition campaigns with script', async () => {
  const lead = await createVisitor({ journey, as: 'Водещ на коалиция, Кубрат' });
  const coalition = await change(lead, 'createCoalition', 'CreateCoalitionInput', {
    leadOrganizationId: subject.neighbours,
    organizationIds: [subject.neighbours],
    territory: PLACE,
    name: hostile('коалиция'),
    purpose: hostile('защо'),
  });
  shown[`/coalitions/${coalition.id}`] = ['коалиция', 'защо'];
  const campaign = await change(lead, 'createCampaign', 'CreateCampaignInput', {
    coalitionId: coalition.id,
    title: hostile('кампания'),
    goal: hostile('искаме'),
    measureIds: [subject.owned.id],
  });
  const campaignId = campaign.id;
  await change(lead, 'updateCampaign', 'UpdateCampaignInput', { campaignId, stage: 'RUNNING' });
  const { activities } = await change(
    lead,
    'addActivity',
    'AddActivityInput',
    { campaignId, title: hostile('среща') },
    '{ activities { id } }',
  );
  const today = await ask(lead, '{ today }', {});
  await change(lead, 'setActivityState', 'SetActivityStateInput', {
    activityId: activities[0].id,
    state: 'DONE',
    doneOn: today,
  });
  const drafted = await change(lead, 'draftAsk', 'DraftAskInput', {
    campaignId,
    measureId: subject.owned.id,
    decisionMakerId: subject.owned.responsibles.find(({ leads }) => leads).organization.id,
    signedById: subject.neighbours,
    legalWay: 'PROPOSAL',
    demand: hostile('настояваме'),
  });
  await change(lead, 'sendAsk', 'SendAskInput', {
    askId: drafted.id,
    sentOn: today,
    registeredOn: today,
    incomingNumber: '94-<b>1</b>',
  });
  const { answers } = await change(
    lead,
    'recordAskAnswer',
    'RecordAskAnswerInput',
    { askId: drafted.id, level: 'EXPLAINED', answeredOn: today, text: hostile('отговор') },
    '{ answers { text } }',
  );
  expect(answers).toEqual([{ text: hostile('отговор') }]);
  shown[`/campaigns/${campaignId}`] = ['кампания', 'искаме', 'среща', 'настояваме', 'отговор'];
});

test('a monitor and a reader write script, which waits for a verifier and an administrator', async () => {
  const monitor = await createVisitor({ journey, as: 'Наблюдател, Севар' });
  const submitted = await change(
    monitor,
    'submitObservation',
    'SubmitObservationInput',
    {
      id: randomUUID(),
      measureId: subject.owned.id,
      level: 'LIMITED',
      dontKnow: false,
      method: 'MEETING',
      seenOn: await ask(monitor, '{ today }', {}),
      words: hostile('видях'),
    },
    '{ observation { words } }',
  );
  expect(submitted).toEqual({ observation: { words: hostile('видях') } });
  shownTo.monitor['/my-observations'] = ['видях'];
  const reader = await createVisitor({ journey });
  await reader.open('/about');
  const observationId = subject.observed.observations.nodes[0]?.id;
  await change(
    reader,
    'reportText',
    'ReportTextInput',
    { kind: 'OBSERVATION', id: observationId, reason: 'OTHER', words: hostile('сигнал') },
    '{ __typename }',
  );
  shownTo.verifier['/verify'] = ['видях', 'сигнал'];
  const campaignId = Object.keys(shown)
    .find((path) => path.startsWith('/campaigns/'))
    ?.split('/')[2];
  await change(
    reader,
    'reportText',
    'ReportTextInput',
    { kind: 'CAMPAIGN', id: campaignId, reason: 'OTHER', words: hostile('оплакване') },
    '{ __typename }',
  );
  shownTo.administrator['/reported-words'] = ['кампания', 'искаме', 'оплакване'];
});

/** What ran, and what the policy of the page held back. */
const ranIn = ({ page }: Visitor): Promise<string[]> =>
  page.evaluate(() => {
    const { ran, heldBack = [] } = globalThis as { ran?: unknown; heldBack?: string[] };
    const addresses = [...document.querySelectorAll('[href^="javascript:" i], [src^="javascript:" i], main [onerror]')];
    return [
      ...(ran === undefined ? [] : ['a script ran']),
      ...heldBack,
      ...addresses.map(({ outerHTML }) => outerHTML),
    ];
  });

async function watch({ page }: Visitor): Promise<void> {
  await page.addInitScript(() => {
    const heldBack: string[] = [];
    Object.assign(globalThis, { heldBack });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) => {
      heldBack.push(`${violatedDirective} ${sample}`);
    });
  });
}

/** @returns what is not shown as it was written, ran, or was held back. */
async function complaintsOn(visitor: Visitor, pages: Readonly<Record<string, readonly string[]>>): Promise<string[]> {
  const complaints: string[] = Object.keys(pages).length === 0 ? ['there is no page to look at'] : [];
  await watch(visitor);
  for (const [path, names] of Object.entries(pages)) {
    await visitor.open(path);
    const text = (await visitor.page.locator('main').textContent()) ?? '';
    const missing = names.filter((name) => !text.includes(hostile(name)));
    complaints.push(...[...missing, ...(await ranIn(visitor))].map((complaint) => `${path}: ${complaint}`));
  }
  return complaints;
}

test('the public reads all of it as text', async () => {
  expect(Object.keys(shown).length).toBeGreaterThanOrEqual(7);
  const lists = { [`/municipalities/${PLACE}`]: ['план'], '/strategies': ['стратегия'], '/campaigns': ['кампания'] };
  expect(await complaintsOn(await createVisitor({ journey }), { ...shown, ...lists })).toEqual([]);
});

test('so do a verifier, an administrator, and the monitor themself', async () => {
  const administrator = await createVisitor({ journey, as: 'Администратор' });
  expect(await complaintsOn(administrator, shownTo.administrator)).toEqual([]);
  const verifier = await createVisitor({ journey, as: 'Проверяващ, Кубрат' });
  expect(await complaintsOn(verifier, shownTo.verifier)).toEqual([]);
  const monitor = await createVisitor({ journey, as: 'Наблюдател, Севар' });
  expect(await complaintsOn(monitor, shownTo.monitor)).toEqual([]);
});

test('put into a page as HTML, the same text is held back by the policy and told here', async () => {
  const visitor = await createVisitor({ journey });
  visitor.forgive(/Content Security Policy|Failed to load resource/);
  await watch(visitor);
  await visitor.open('/about');
  await visitor.page.evaluate(
    (html) => document.querySelector('main')?.insertAdjacentHTML('beforeend', html),
    hostile('пряко'),
  );
  await visitor.page.locator('main img[src="x"]').dispatchEvent('error');
  const told = await ranIn(visitor);
  expect(told.join()).toMatch(/script-src/);
  expect(told.join()).not.toContain('a script ran');
});
