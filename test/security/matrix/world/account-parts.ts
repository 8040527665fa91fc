/** What people keep of their own: sessions, invitations, roles that were given and that wait, second factors. */
import { createHash, randomUUID } from 'node:crypto';
import { encryptSecret } from '../../../../server/people/accounts/credentials.ts';
import { totpCode, totpStep } from '../../../../server/people/accounts/totp.ts';
import { issueAdministratorLink } from '../../../../server/people/accounts/first-administrator.service.ts';
import { startSession } from '../../../../server/people/identity.ts';
import { rows, sql } from '../../../../server/platform/sql.ts';
import { buildPerson, givePaperCode, worldContext } from '../../../support/world.ts';
import { NOW, TODAY, type Cast } from '../matrix-cast.ts';
import type { Ground } from './ground.ts';

export async function plantAccounts({ own, others, cast }: { own: Ground; others: Ground; cast: Cast }): Promise<void> {
  for (const ground of [own, others]) {
    await plantInvitations(ground);
    await plantMemberships(ground, cast.get('ADMINISTRATOR')?.personId ?? '');
    await plantSessions(ground);
  }
  await plantSecondFactors(own, others);
  await rows(
    worldContext(own.app),
    sql`update session set started_on = '2026-11-01' where person_id = ${cast.get('NOBODY')?.personId}`,
  );
  const demoAccount = await buildPerson(own.app, { isDemo: true, role: 'MONITOR', territoryId: own.municipalityId });
  const administratorLink = await issueAdministratorLink({ ...worldContext(own.app), now: NOW });
  for (const { names } of [own, others]) Object.assign(names, { demoAccount, administratorLink });
  own.app.house.mail.post({ to: 'somebody@example.org', subject: 'Вход', text: 'Кодът Ви' });
}

async function plantInvitations({ app, holders, names }: Ground): Promise<void> {
  for (const [name, as] of [
    ['verifiersInvitation', holders.VERIFIER],
    ['administratorsInvitation', holders.ADMINISTRATOR],
  ] as const) {
    const { createInvitation } = await app.ask(
      'mutation ($input: CreateInvitationInput!) { createInvitation(input: $input) { id link } }',
      {
        as,
        on: '2026-11-10',
        variables: {
          input: { territory: names['municipalityCode'], usesAllowed: 20, expiresOn: '2026-12-31', language: 'BG' },
        },
      },
    );
    names[name] = createInvitation.id;
    names[`${name}Token`] = createInvitation.link.split('#')[1];
  }
}

async function plantMemberships({ app, municipalityId, administrationId, holders, names }: Ground, askerId: string) {
  const context = worldContext(app);
  const [membership, request, ownRequest, person, another] = [
    randomUUID(),
    randomUUID(),
    randomUUID(),
    await buildPerson(app),
    // what they asked for can be confirmed while they may ask
    await buildPerson(app, { role: 'ADMINISTRATOR' }),
  ];
  await rows(
    context,
    sql`insert into membership (id, person_id, role, territory_id, organization_id, valid_from, valid_to, granted_by_id, asked_by_id, erasure_asked_by_id, erasure_asked_on)
        values (${membership}, ${person}, 'OFFICIAL', ${municipalityId}, ${administrationId}, '2026-01-01', '2026-12-31', ${holders.ADMINISTRATOR}, ${holders.HOTLINE_WORKER}, ${another}, '2026-11-10')`,
  );
  await rows(
    context,
    sql`insert into membership_request (id, person_id, role, valid_from, valid_to, asked_by_id, asked_at)
        values (${request}, ${person}, 'HOTLINE_WORKER', '2026-11-01', '2027-11-01', ${another}, '2026-11-10T10:00:00Z'),
               (${ownRequest}, ${another}, 'HOTLINE_WORKER', '2026-11-01', '2027-11-01', ${askerId}, '2026-11-10T10:00:00Z')`,
  );
  Object.assign(names, { membership, membershipRequest: request, ownMembershipRequest: ownRequest });
}

/** Another phone of the monitor. */
async function plantSessions({ app, holders, names }: Ground): Promise<void> {
  const context = {
    ...worldContext(app),
    now: NOW,
    today: TODAY,
    caller: {
      address: null,
      isFromElsewhere: false,
      userAgent: 'Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0',
    },
  };
  const { id } = await startSession(context, { personId: holders.MONITOR, secondFactor: true });
  await rows(context, sql`update session set last_used_on = ${TODAY}, browser = 'Firefox' where id = ${id}`);
  names['monitorsSession'] = id;
}

/** The monitor has one in use with a code on paper, the member is setting one up, the lead has a recovery code. */
async function plantSecondFactors(own: Ground, others: Ground): Promise<void> {
  const context = { ...worldContext(own.app), now: NOW };
  const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
  const sealed = await encryptSecret(context, secret);
  for (const { app, holders } of [own, others]) {
    await rows(
      context,
      sql`insert into second_factor (person_id, secret, confirmed_at) values (${holders.MONITOR}, ${sealed}, now()), (${holders.COALITION_MEMBER}, ${sealed}, null)`,
    );
    await givePaperCode(app, { personId: holders.MONITOR, code: 'ABCE-HKMP-TXY2' });
    await rows(
      context,
      sql`insert into account_credential (user_id, account_id, provider_id, password) values (${holders.MONITOR}, ${holders.MONITOR}, 'credential', 'x')`,
    );
    await rows(
      context,
      sql`insert into recovery_code (person_id, code_hash) values (${holders.MONITOR}, ${createHash('sha256').update(holders.MONITOR).digest()})`,
    );
  }
  for (const { names } of [own, others])
    Object.assign(names, { paperCode: 'ABCE-HKMP-TXY2', appCode: totpCode(secret, totpStep(NOW)) });
}
