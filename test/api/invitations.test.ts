/** Cards, joining with them, and coming back by the recovery code. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { CONSENT_VERSION } from '../../schema/vocabulary/consent.ts';
import { addDays, sofiaDay } from '../../schema/rules/days.ts';
import { rows, sql } from '../../server/platform/sql.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { createDevice, type Device } from '../support/test-device.ts';
import { createTestWeb, type TestWeb } from '../support/test-web.ts';
import { typedInCyrillic } from '../support/typed-in-cyrillic.ts';
import {
  buildMunicipality,
  buildOrganization,
  buildPerson,
  buildPlan,
  buildSettlement,
  buildVersion,
  worldContext,
  type BuiltTerritory,
} from '../support/world.ts';

let app: TestApp;
let web: TestWeb;
let municipality: BuiltTerritory;
let settlement: BuiltTerritory;
let elsewhere: BuiltTerritory;
let verifier: string;
const today = sofiaDay(new Date());

beforeAll(async () => {
  app = await createTestApp({ house: { limitsAttempts: false } });
  web = await createTestWeb(app);
  municipality = await buildMunicipality(app);
  settlement = await buildSettlement(app, { parentId: municipality.id });
  elsewhere = await buildMunicipality(app);
  verifier = await buildPerson(app, { role: 'VERIFIER', territoryId: municipality.id });
});

const CREATE = `mutation ($input: CreateInvitationInput!) {
  createInvitation(input: $input) { id link state uses usesAllowed place { code } }
}`;
const REVOKE = 'mutation ($id: ID!) { revokeInvitation(id: $id) { state } }';
const LIST = '{ invitations(first: 100) { totalCount nodes { id link state uses isOwn } } }';
const LOOK = 'mutation ($token: String!) { lookAtInvitation(token: $token) { place { name } expiresOn } }';
const JOIN = `mutation ($token: String!) { joinByInvitation(token: $token, consentVersion: ${CONSENT_VERSION}) { recoveryCode } }`;
const RECOVER = 'mutation ($code: String!, $end: Boolean!) { recoverByCode(code: $code, endOtherSessions: $end) }';
const VIEWER = '{ viewer { id displayName memberships { role territory { code } } } }';

interface Made {
  readonly id: string;
  readonly token: string;
}

async function make(input: Record<string, unknown> = {}, as = verifier): Promise<Made> {
  const { createInvitation } = await app.ask(CREATE, {
    as,
    variables: {
      input: { territory: settlement.code, usesAllowed: 5, expiresOn: addDays(today, 30), language: 'BG', ...input },
    },
  });
  return { id: createInvitation.id, token: createInvitation.link.split('#')[1] };
}

async function join(
  token: string,
): Promise<{ readonly phone: Device; readonly code: string; readonly personId: string }> {
  const phone = createDevice(web);
  const { joinByInvitation } = await phone.ask(JOIN, { token });
  const { viewer } = await phone.ask(VIEWER);
  return { phone, code: joinByInvitation.recoveryCode, personId: viewer.id };
}

const auditOf = async (subjectId: string): Promise<string[]> =>
  (
    await rows<{ action: string }>(
      worldContext(app),
      sql`select action from audit_entry where subject_id = ${subjectId} order by id`,
    )
  ).map(({ action }) => action);

describe('making a card', () => {
  test('a verifier makes one for a place in their territory, sees its link again, and takes it back; audited', async () => {
    const { id, token } = await make();
    expect(token).toMatch(/^[\w-]{22}$/);
    const { invitations } = await app.ask(LIST, { as: verifier });
    const listed = invitations.nodes.find((node: { id: string }) => node.id === id);
    expect(listed).toMatchObject({ state: 'OPEN', uses: 0, isOwn: true, link: `http://localhost:4000/join#${token}` });
    expect(await app.ask(REVOKE, { as: verifier, variables: { id } })).toEqual({
      revokeInvitation: { state: 'REVOKED' },
    });
    expect(await app.refusal(REVOKE, { as: verifier, variables: { id } })).toBe('NOT_FOUND');
    expect(await auditOf(id)).toEqual(['invitation.create', 'invitation.revoke']);
  });

  test.each([
    ['a place that is not theirs', () => ({ territory: elsewhere.code }), 'NOT_FOUND'],
    ['a place that is not there', () => ({ territory: 'XXX99' }), 'NOT_FOUND'],
    ['nobody', () => ({ usesAllowed: 0 }), 'BAD_INPUT'],
    ['a crowd', () => ({ usesAllowed: 201 }), 'BAD_INPUT'],
    ['yesterday', () => ({ expiresOn: addDays(today, -1) }), 'BAD_INPUT'],
    ['a year', () => ({ expiresOn: addDays(today, 365) }), 'BAD_INPUT'],
  ])('a verifier is refused one for %s', async (_what, input, code) => {
    const variables = {
      input: { territory: settlement.code, usesAllowed: 5, expiresOn: today, language: 'BG', ...input() },
    };
    expect(await app.refusal(CREATE, { as: verifier, variables })).toBe(code);
  });

  test('nobody else makes, lists or takes back: monitors, officials and the public are answered as if there were none', async () => {
    const { id } = await make();
    const other = await buildPerson(app, { role: 'VERIFIER', territoryId: municipality.id });
    const variables = { input: { territory: settlement.code, usesAllowed: 5, expiresOn: today, language: 'BG' } };
    for (const role of ['MONITOR', 'OFFICIAL', 'COUNCILLOR', 'COALITION_LEAD'] as const) {
      const as = await buildPerson(app, { role, territoryId: municipality.id });
      expect(await app.refusal(CREATE, { as, variables })).toBe('NOT_FOUND');
      expect(await app.refusal(LIST, { as })).toBe('NOT_FOUND');
      expect(await app.refusal(REVOKE, { as, variables: { id } })).toBe('NOT_FOUND');
    }
    expect(await app.refusal(LIST)).toBe('UNAUTHENTICATED');
    expect((await app.ask(LIST, { as: other })).invitations).toEqual({ totalCount: 0, nodes: [] });
    expect(await app.refusal(REVOKE, { as: other, variables: { id } })).toBe('NOT_FOUND');
  });

  test('an administrator sees how often each was used, and no link but of their own', async () => {
    const { id, token } = await make();
    await join(token);
    const administrator = await buildPerson(app, { role: 'ADMINISTRATOR' });
    const { invitations } = await app.ask(LIST, { as: administrator });
    const listed = invitations.nodes.find((node: { id: string }) => node.id === id);
    expect(listed).toMatchObject({ uses: 1, link: null, isOwn: false });
    expect(await app.ask(REVOKE, { as: administrator, variables: { id } })).toEqual({
      revokeInvitation: { state: 'REVOKED' },
    });
  });

  test('what stands in the link is not in the database', async () => {
    const { token } = await make();
    const kept = await rows<{ text: string }>(worldContext(app), sql`select i::text as text from invitation i`);
    expect(kept.map(({ text }) => text).join('\n')).not.toContain(token);
    expect(kept.map(({ text }) => text).join('\n')).not.toContain(Buffer.from(token).toString('hex'));
  });
});

describe('joining', () => {
  test('a neighbour looks at the card, joins without name or address, and is a monitor of its place', async () => {
    const { token, id } = await make();
    const phone = createDevice(web);
    expect((await phone.ask(LOOK, { token })).lookAtInvitation).toEqual({
      place: { name: settlement.name },
      expiresOn: addDays(today, 30),
    });
    const { joinByInvitation } = await phone.ask(JOIN, { token });
    expect(joinByInvitation.recoveryCode).toMatch(/^[ABCEHKMPTXY2345679-]{24}$/);
    const { viewer } = await phone.ask(VIEWER);
    expect(viewer).toMatchObject({
      displayName: `Наблюдател, ${settlement.name}`,
      memberships: [{ role: 'MONITOR', territory: { code: settlement.code } }],
    });
    const [person] = await rows<Record<string, string>>(
      worldContext(app),
      sql`select invited_by_person_id, invited_for_territory_id, (select granted_by_id from membership where person_id = person.id) as granted_by_id from person where id = ${viewer.id}`,
    );
    expect(person).toEqual({
      invitedByPersonId: verifier,
      invitedForTerritoryId: settlement.id,
      grantedById: verifier,
    });
    expect(await auditOf(viewer.id)).toEqual(['person.join']);
    // which card it was is told by nothing: its only entry is that it was made
    expect(await auditOf(id)).toEqual(['invitation.create']);
    expect(await rows(worldContext(app), sql`select id from account where id = ${viewer.id}`)).toEqual([]);
  });

  test('what they see counts as the voice of the hand that invited them', async () => {
    const organizationId = await buildOrganization(app, {
      kind: 'MUNICIPAL_ADMINISTRATION',
      territoryId: municipality.id,
    });
    const { id: planId } = await buildPlan(app, { territoryId: municipality.id });
    const version = await buildVersion(app, { planId, measures: [{ responsibleIds: [organizationId] }] });
    const { token } = await make();
    const SUBMIT = `mutation ($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt } }`;
    for (let number = 0; number < 2; number += 1) {
      const { phone } = await join(token);
      await phone.ask(SUBMIT, {
        input: {
          id: randomUUID(),
          measureId: version.measures[0]?.id,
          level: 'LIMITED',
          dontKnow: false,
          method: 'SITE_VISIT',
          seenOn: today,
          settlement: settlement.code,
        },
      });
    }
    const groups = await rows<{ groupKey: string; invitedByPersonId: string }>(
      worldContext(app),
      sql`select distinct group_key, invited_by_person_id from observation_author`,
    );
    expect(groups).toEqual([
      { groupKey: `invited-by-person:${verifier}:${settlement.id}`, invitedByPersonId: verifier },
    ]);
  });

  test('thirty phones at once with a card for seven: seven are in, the rest are told that it does not work', async () => {
    const { token, id } = await make({ usesAllowed: 7 });
    const answers = await Promise.all(Array.from({ length: 30 }, () => createDevice(web).refusal(JOIN, { token })));
    expect(answers.filter((refusal) => refusal === null)).toHaveLength(7);
    expect(new Set(answers.filter((refusal) => refusal !== null))).toEqual(new Set(['NOT_FOUND notFound']));
    const { invitations } = await app.ask(LIST, { as: verifier });
    expect(invitations.nodes.find((node: { id: string }) => node.id === id)).toMatchObject({
      uses: 7,
      state: 'USED_UP',
    });
  });

  test('a card that is made up, taken back, run out or used up is answered alike', async () => {
    const revoked = await make();
    await app.ask(REVOKE, { as: verifier, variables: { id: revoked.id } });
    const usedUp = await make({ usesAllowed: 1 });
    await join(usedUp.token);
    const expired = await make();
    await rows(
      worldContext(app),
      sql`update invitation set expires_on = ${addDays(today, -1)} where id = ${expired.id}`,
    );
    for (const token of ['', 'x', 'a'.repeat(22), revoked.token, usedUp.token, expired.token]) {
      expect(await createDevice(web).refusal(LOOK, { token })).toBe('NOT_FOUND notFound');
      expect(await createDevice(web).refusal(JOIN, { token })).toBe('NOT_FOUND notFound');
    }
  });

  test('a card is worth nothing once whoever made it may not invite any more', async () => {
    const leaving = await buildPerson(app, { role: 'VERIFIER', territoryId: municipality.id });
    const { token } = await make({}, leaving);
    await join(token);
    await rows(
      worldContext(app),
      sql`update membership set valid_to = ${addDays(today, -1)} where person_id = ${leaving}`,
    );
    expect(await createDevice(web).refusal(JOIN, { token })).toBe('NOT_FOUND notFound');
  });

  test('who is signed in does not become another person by a card', async () => {
    const { token } = await make();
    const { phone, personId } = await join(token);
    expect(await phone.refusal(JOIN, { token })).toBe('CONFLICT invitation.signedIn');
    expect((await phone.ask(VIEWER)).viewer.id).toBe(personId);
  });
});

describe('the recovery code', () => {
  test('brings a person back on another phone with their own observations, and signs the lost one out if asked; audited', async () => {
    const { phone, code, personId } = await join((await make()).token);
    const next = createDevice(web);
    await next.ask(RECOVER, { code, end: true });
    expect((await next.ask(VIEWER)).viewer.id).toBe(personId);
    expect((await phone.ask(VIEWER)).viewer).toBeNull();
    expect(await auditOf(personId)).toEqual(['person.join', 'person.recover']);
  });

  test('leaves the other phones in when not asked', async () => {
    const { phone, code, personId } = await join((await make()).token);
    await createDevice(web).ask(RECOVER, { code, end: false });
    expect((await phone.ask(VIEWER)).viewer.id).toBe(personId);
  });

  test('is read as it is written: small letters, spaces, a Cyrillic keyboard', async () => {
    const { code, personId } = await join((await make()).token);
    const phone = createDevice(web);
    await phone.ask(RECOVER, { code: typedInCyrillic(code), end: false });
    expect((await phone.ask(VIEWER)).viewer.id).toBe(personId);
  });

  test('is used up by its use: whoever replays it is refused, and the next one works', async () => {
    const { code, personId } = await join((await make()).token);
    const first = createDevice(web);
    const { recoverByCode: next } = await first.ask(RECOVER, { code, end: true });
    await first.ask(VIEWER);
    expect(next).not.toBe(code);
    expect(await createDevice(web).refusal(RECOVER, { code, end: false })).toBe('BAD_INPUT recovery.wrong');
    const second = createDevice(web);
    await second.ask(RECOVER, { code: next, end: false });
    expect((await second.ask(VIEWER)).viewer.id).toBe(personId);
  });

  test('holds once more where the answer was lost on the way, and then one session is left', async () => {
    const { code, personId, phone } = await join((await make()).token);
    const lost = createDevice(web);
    const { recoverByCode: unseen } = await lost.ask(RECOVER, { code, end: true });
    const again = createDevice(web);
    const { recoverByCode: next } = await again.ask(RECOVER, { code, end: true });
    expect((await again.ask(VIEWER)).viewer.id).toBe(personId);
    for (const device of [lost, phone]) expect((await device.ask(VIEWER)).viewer).toBeNull();
    for (const worthless of [code, unseen])
      expect(await createDevice(web).refusal(RECOVER, { code: worthless, end: false })).toBe(
        'BAD_INPUT recovery.wrong',
      );
    await createDevice(web).ask(RECOVER, { code: next, end: false });
  });

  test('ten phones that send it at once: one session is left', async () => {
    const { code, personId } = await join((await make()).token);
    await Promise.all(Array.from({ length: 10 }, () => createDevice(web).refusal(RECOVER, { code, end: true })));
    expect(await rows(worldContext(app), sql`select id from session where person_id = ${personId}`)).toHaveLength(1);
  });

  test('made anew by who is signed in, the old one is worth nothing', async () => {
    const { phone, code } = await join((await make()).token);
    const { renewRecoveryCode } = await phone.ask('mutation { renewRecoveryCode }');
    expect(await createDevice(web).refusal(RECOVER, { code, end: false })).toBe('BAD_INPUT recovery.wrong');
    await createDevice(web).ask(RECOVER, { code: renewRecoveryCode, end: false });
    expect(await createDevice(web).refusal('mutation { renewRecoveryCode }')).toBe('UNAUTHENTICATED signInFirst');
  });

  test('stands nowhere in the database or the log', async () => {
    const { code } = await join((await make()).token);
    const kept = await rows<{ text: string }>(worldContext(app), sql`select r::text as text from recovery_code r`);
    for (const written of [code, code.replaceAll('-', '')])
      for (const text of [kept.map((row) => row.text).join('\n'), web.logged.join('\n')])
        expect(text).not.toContain(written);
  });

  test.each(['', 'ABCE', 'ABCE-ABCE-ABCE-ABCE-ABC0'])('"%s" is told to be unreadable', async (code) => {
    expect(await createDevice(web).refusal(RECOVER, { code, end: false })).toBe('BAD_INPUT recovery.unreadable');
  });
});

test('a phone that is revoked from another is out at its next request', async () => {
  const { phone, code } = await join((await make()).token);
  const other = createDevice(web);
  await other.ask(RECOVER, { code, end: false });
  await phone.ask(VIEWER);
  const { ownAccount } = await other.ask('{ ownAccount { email hasRecoveryCode sessions { id isThis } } }');
  expect(ownAccount).toMatchObject({ email: null, hasRecoveryCode: true });
  const lost = ownAccount.sessions.find(({ isThis }: { isThis: boolean }) => !isThis);
  await other.ask('mutation ($id: ID!) { endSession(id: $id) }', { id: lost.id });
  expect((await phone.ask(VIEWER)).viewer).toBeNull();
});
