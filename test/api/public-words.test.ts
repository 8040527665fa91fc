/** What people type and everybody will read: looked at before it is public, whoever writes it. */
import { getNamedType, isInputObjectType, type GraphQLInputType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { PublicTextKind } from '../../schema/vocabulary/public-text-kind.ts';
import { rows, sql } from '../../server/platform/sql.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import {
  buildAsk,
  buildCampaign,
  buildCoalition,
  buildMeasure,
  buildMunicipality,
  buildOrganization,
  buildPerson,
  type BuiltCoalition,
  worldContext,
} from '../support/world.ts';

const TODAY = '2026-11-20';

/** Texts that become public: as their changes are called and where the text stands. */
const LOOKED_AT: Readonly<Record<string, readonly string[]>> = {
  addActivity: ['AddActivityInput.title'],
  correctStatement: ['CorrectStatementInput.text'],
  createCampaign: ['CreateCampaignInput.goal', 'CreateCampaignInput.title'],
  createCoalition: ['CreateCoalitionInput.name', 'CreateCoalitionInput.purpose'],
  draftAsk: ['DraftAskInput.demand'],
  extendAsk: ['ExtendAskInput.reason'],
  recordAskAnswer: ['RecordAskAnswerInput.text'],
  submitReport: ['SubmitReportInput.title', 'MeasureStatementInput.text'],
  updateCampaign: ['UpdateCampaignInput.goal', 'UpdateCampaignInput.title'],
};

/** As what each of them is reported, once it is public; a test of its own hides each kind (stated-texts.test.ts). */
const REPORTED_AS: Readonly<Record<string, PublicTextKind>> = {
  'AddActivityInput.title': 'ACTIVITY',
  'CorrectStatementInput.text': 'STATEMENT',
  'CreateCampaignInput.goal': 'CAMPAIGN',
  'CreateCampaignInput.title': 'CAMPAIGN',
  'CreateCoalitionInput.name': 'COALITION',
  'CreateCoalitionInput.purpose': 'COALITION',
  'DraftAskInput.demand': 'ASK',
  'ExtendAskInput.reason': 'ASK_EXTENSION',
  'MeasureStatementInput.text': 'STATEMENT',
  'RecordAskAnswerInput.text': 'ASK_ANSWER',
  'SubmitReportInput.title': 'REPORT',
  'UpdateCampaignInput.goal': 'CAMPAIGN',
  'UpdateCampaignInput.title': 'CAMPAIGN',
};

/** Of these a verifier looks before the public does. */
const VERIFIED = new Set(['SubmitObservationInput.words', 'DecideObservationInput.publicWords']);

/** Nobody reads these but whoever they are told to: names and addresses of the account, codes, reasons that are kept. */
const NOT_PUBLIC = new Set([
  'AddCampaignNoteInput.text',
  'AskObservationExportInput.monthFrom',
  'AskObservationExportInput.monthTo',
  'AskObservationExportInput.reason',
  'DecideObservationInput.reason',
  'DecideObservationInput.revealingReason',
  'DecidePublicTextInput.reason',
  'DecidePublishedTextInput.reason',
  'GrantMembershipInput.displayName',
  'GrantMembershipInput.email',
  'HidePublicWordsInput.reason',
  'ImportBodyInput.key',
  'ImportMatchInput.afterKeys',
  'ReportTextInput.words',
  'becomeAdministrator.displayName',
  'becomeAdministrator.email',
  'becomeAdministrator.token',
  'confirmSecondFactor.code',
  'eraseOwnData.code',
  'joinByInvitation.token',
  'lookAtInvitation.token',
  'recoverByCode.code',
  'removeSecondFactor.code',
  'renewPaperCodes.code',
  'requestSignIn.email',
  'setPassword.password',
  'showSecondFactor.code',
  'signInWithCode.code',
  'signInWithCode.email',
  'signInWithLink.token',
  'signInWithPassword.email',
  'signInWithPassword.password',
]);

/** Codes, numbers and names of acts, bodies, documents and periods: entered as the document has them. */
const OF_DOCUMENTS =
  /\.(?:act|adoptedBy|incomingNumber|knownFromSource|periodLabel|periodText|source|territory|settlement)$|^(?:CreateActionPlan|CreateStrategy|NewPlan)Input\.title$|^CreateOrganizationInput\.name$/u;

function textsOf(type: GraphQLInputType, name: string): string[] {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return named.name === 'String' ? [name] : [];
  return Object.values(named.getFields()).flatMap((field) => textsOf(field.type, `${named.name}.${field.name}`));
}

let app: TestApp;
let coalition: BuiltCoalition;
let campaignId: string;
let mayor: string;
let official: string;
let administrator: string;
let measure: Awaited<ReturnType<typeof buildMeasure>>;

beforeAll(async () => {
  app = await createTestApp();
  const place = await buildMunicipality(app);
  mayor = await buildOrganization(app, { kind: 'MUNICIPAL_ADMINISTRATION', territoryId: place.id });
  official = await buildPerson(app, { role: 'OFFICIAL', organizationId: mayor });
  administrator = await buildPerson(app, { role: 'ADMINISTRATOR' });
  coalition = await buildCoalition(app, { territoryId: place.id, organizationIds: [await buildOrganization(app)] });
  measure = await buildMeasure(app, { plan: { territoryId: place.id }, responsibleIds: [mayor] });
  campaignId = (await buildCampaign(app, { coalition, measureIds: [measure.id] })).id;
});

describe('a text that people type', () => {
  it('is looked at, or stands here with why not', () => {
    const changes = Object.values(app.schema.getMutationType()?.getFields() ?? {});
    const left = changes.flatMap(({ name, args }) =>
      args
        .flatMap((arg) => textsOf(arg.type, `${name}.${arg.name}`))
        .filter((text) => !LOOKED_AT[name]?.includes(text))
        .filter((text) => !VERIFIED.has(text) && !NOT_PUBLIC.has(text) && !OF_DOCUMENTS.test(text)),
    );
    expect([...new Set(left)]).toEqual([]);
  });
});

it('every text that is looked at can be reported', () => {
  expect(Object.keys(REPORTED_AS)).toEqual([...new Set(Object.values(LOOKED_AT).flat())].toSorted());
  expect([...new Set(Object.values(REPORTED_AS)), 'OBSERVATION'].toSorted()).toEqual(
    Object.values(PublicTextKind).toSorted(),
  );
});

const REVEALING = 'Румен Демирев каза 0888 123 456.';
const auditOf = async (subjectId: string) =>
  (
    await rows<{ action: string }>(
      worldContext(app),
      sql`select action from audit_entry where subject_id = ${subjectId} order by id`,
    )
  ).map(({ action }) => action);

interface Case {
  readonly input: string;
  readonly as: () => string;
  /** Everything but the texts. */
  readonly rest: () => Promise<Record<string, unknown>> | Record<string, unknown>;
  readonly with: (text: string) => Record<string, unknown>;
  /** In whose name the record speaks, where it is not the answer's own id. */
  readonly answer?: string;
}

const sentAsk = () =>
  buildAsk(app, {
    campaignId,
    signedById: coalition.leadOrganizationId,
    decisionMakerId: mayor,
    sentOn: '2026-11-02',
    registeredOn: '2026-11-02',
  });
const report = (text: string, title = `Отчет ${text.length}`) => ({
  planId: measure.planId,
  organizationId: mayor,
  title,
  periodLabel: '2025',
  periodFrom: '2025-01-01',
  periodTo: '2025-12-31',
  statements: [{ measureId: measure.id, level: 'LIMITED', text }],
});

const cases: Readonly<Record<string, Case>> = {
  addActivity: {
    input: 'AddActivityInput',
    as: () => coalition.memberId,
    rest: () => ({ campaignId }),
    with: (title) => ({ title }),
    answer: 'id activities { id }',
  },
  correctStatement: {
    input: 'CorrectStatementInput',
    as: () => official,
    rest: async () => {
      const { submitReport } = await app.ask(
        'mutation ($input: SubmitReportInput!) { submitReport(input: $input) { statements { id } } }',
        { as: official, on: TODAY, variables: { input: report('Започнато е.', 'Отчет за поправка') } },
      );
      return { statementId: submitReport.statements[0].id };
    },
    with: (text) => ({ text }),
  },
  createCampaign: {
    input: 'CreateCampaignInput',
    as: () => coalition.memberId,
    rest: () => ({ coalitionId: coalition.id, measureIds: [measure.id], title: 'Вода в махалата' }),
    with: (goal) => ({ goal }),
  },
  createCoalition: {
    input: 'CreateCoalitionInput',
    as: () => administrator,
    rest: async () => ({
      name: 'Съюз за вода',
      territory: (
        await rows<{ code: string }>(
          worldContext(app),
          sql`select code from territory where id = ${coalition.territoryId}::uuid`,
        )
      )[0]?.code,
      organizationIds: [coalition.leadOrganizationId],
      leadOrganizationId: coalition.leadOrganizationId,
    }),
    with: (purpose) => ({ purpose }),
  },
  draftAsk: {
    input: 'DraftAskInput',
    as: () => coalition.memberId,
    rest: () => ({ campaignId, decisionMakerId: mayor, legalWay: 'PROPOSAL' }),
    with: (demand) => ({ demand }),
  },
  extendAsk: {
    input: 'ExtendAskInput',
    as: () => coalition.memberId,
    rest: async () => ({ askId: await sentAsk(), untilOn: '2027-06-01' }),
    with: (reason) => ({ reason }),
  },
  recordAskAnswer: {
    input: 'RecordAskAnswerInput',
    as: () => coalition.memberId,
    rest: async () => ({ askId: await sentAsk(), level: 'EXPLAINED', answeredOn: '2026-11-10' }),
    with: (text) => ({ text }),
  },
  submitReport: {
    input: 'SubmitReportInput',
    as: () => official,
    rest: () => ({}),
    with: (text) => report(text),
  },
  updateCampaign: {
    input: 'UpdateCampaignInput',
    as: () => coalition.memberId,
    rest: () => ({ campaignId }),
    with: (goal) => ({ goal }),
  },
};

describe.each(Object.entries(cases))('words that everybody will read, by %s', (change, { input: type, ...given }) => {
  const mutation = `mutation ($input: ${type}!) { ${change}(input: $input) { ${given.answer ?? 'id'} } }`;

  it('are refused with what reveals somebody, stand with a reason that is audited, and need none otherwise', async () => {
    const rest = await given.rest();
    const run = (text: string, wordsReason: string | null) =>
      app.execute(mutation, {
        as: given.as(),
        on: TODAY,
        variables: { input: { ...rest, ...given.with(text), wordsReason } },
      });
    const { errors } = await run(REVEALING, null);
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_INPUT',
      key: 'words.reveal',
      details: { words: ['Румен Демирев', '0888 123 456'], kinds: ['NAME', 'PHONE'] },
    });
    const { data, errors: none } = await run(REVEALING, 'PUBLIC_OFFICE');
    expect(none).toBeUndefined();
    const answer = data?.[change] as { id: string; activities?: { id: string }[] } | undefined;
    expect(await auditOf(answer?.activities?.at(-1)?.id ?? answer?.id ?? '')).toContain('words.stand.PUBLIC_OFFICE');
  });

  it('are refused to the public before anybody looks at them', async () => {
    const rest =
      change === 'correctStatement'
        ? { statementId: measure.id }
        : { ...(change === 'submitReport' ? {} : await given.rest()) };
    expect(
      await app.refusal(mutation, { on: TODAY, variables: { input: { ...rest, ...given.with(REVEALING) } } }),
    ).toBe('UNAUTHENTICATED');
  });
});

it('harmless words are taken without a reason, and a needless one is not kept', async () => {
  const { draftAsk } = await app.ask('mutation ($input: DraftAskInput!) { draftAsk(input: $input) { id } }', {
    as: coalition.memberId,
    on: TODAY,
    variables: {
      input: {
        campaignId,
        decisionMakerId: mayor,
        legalWay: 'PROPOSAL',
        demand: 'Прокарайте водата.',
        wordsReason: 'AGREED',
      },
    },
  });
  expect(await auditOf(draftAsk.id)).toEqual(['ask.draft']);
});

it('every change whose words are looked at is tried here', () => {
  expect(Object.keys(cases).toSorted()).toEqual(Object.keys(LOOKED_AT).toSorted());
});
