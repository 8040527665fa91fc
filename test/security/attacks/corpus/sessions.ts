/** Attacks by proofs of who somebody is: forged, planted, used again, or used after their end. */
import { createHash, randomBytes } from 'node:crypto';
import { rows, sql } from '../../../../server/platform/sql.ts';
import {
  appCode,
  buildAccount,
  buildCoalition,
  buildPerson,
  worldContext,
  type BuiltAccount,
} from '../../../support/world.ts';
import { sessionCookie } from '../../../support/test-web.ts';
import type { Arena, Ground } from '../arena.ts';
import { refusedBy, type Attack } from '../attack.ts';
import { answerOf, ask, type Answer } from '../raw-request.ts';

const VIEWER = '{ viewer { id } }';
const BY_PASSWORD =
  'mutation ($email: String!, $password: String!) { signInWithPassword(email: $email, password: $password) { waitsForSecondFactor } }';
const BY_CODE =
  'mutation ($email: String!, $code: String!) { signInWithCode(email: $email, code: $code) { waitsForSecondFactor } }';
const BY_LINK = 'mutation ($token: String!) { signInWithLink(token: $token) { waitsForSecondFactor } }';
const REQUEST = 'mutation ($email: String!) { requestSignIn(email: $email, language: EN) }';
const PASSWORD = 'right horse battery';

const as = (cookie: string) => ({ headers: { cookie } });
/** The cookie that an answer sets; empty when none. */
const cookieFrom = ({ headers }: Answer): string => String(headers['set-cookie'] ?? '').split(';')[0] ?? '';
const viewerOf = async ({ address }: Ground, cookie: string): Promise<Answer> => ask(address, VIEWER, as(cookie));
const signIn = async ({ address }: Ground, email: string, cookie?: string): Promise<Answer> =>
  ask(address, BY_PASSWORD, { variables: { email, password: PASSWORD }, ...(cookie !== undefined && as(cookie)) });

const isNobody = ({ body }: Answer): boolean =>
  body === '{"data":{"viewer":null}}\n' || body === '{"data":{"viewer":null}}';
const allNobody = (answers: readonly Answer[]): string | null => {
  const somebody = answers.find((answer) => !isNobody(answer));
  return somebody === undefined ? null : `somebody was let in: ${somebody.status} ${somebody.body}`;
};
async function mailTo({ app }: Arena, ground: Ground, email: string): Promise<{ code: string; token: string }> {
  await ask(ground.address, REQUEST, { variables: { email } });
  const text = app.house.mail.kept().find(({ to }) => to === email)?.text ?? '';
  return { code: /^\d{4} \d{4}$/m.exec(text)?.[0] ?? '', token: /link=([\w-]+)/.exec(text)?.[1] ?? '' };
}

export const sessionAttacks: readonly Attack[] = [
  {
    name: 'forged sessions: drawn, cut, stretched, or read from the database',
    run: async (ground, arena) => {
      const cookie = await arena.cookieOf('monitor');
      const token = cookie.split('=')[1] ?? '';
      const kept = await rows<{ hash: Buffer }>(worldContext(arena.app), sql`select token_hash as hash from session`);
      const forged = [
        randomBytes(32).toString('base64url'),
        token.slice(0, -1),
        `${token}A`,
        token.toUpperCase(),
        createHash('sha256').update(token).digest('base64url'),
        createHash('sha256').update(token).digest('hex'),
        ...kept.slice(0, 5).flatMap(({ hash }) => [hash.toString('hex'), hash.toString('base64url')]),
        "' or 1=1 --",
        'null',
        arena.people.monitor,
      ];
      return Promise.all(
        forged.map((each) => viewerOf(ground, `sverka_session=${each.replaceAll(/[^\x21-\x7e]/g, '')}`)),
      );
    },
    complaint: allNobody,
  },
  {
    name: 'a session planted before the sign-in',
    run: async (ground, { app }) => {
      const { email } = await buildAccount(app, { password: PASSWORD });
      const planted = `sverka_session=${'p'.repeat(43)}`;
      const signedIn = await signIn(ground, email, planted);
      const own = await viewerOf(ground, cookieFrom(signedIn));
      return [
        await viewerOf(ground, planted),
        answerOf(
          200,
          isNobody(own) || cookieFrom(signedIn) === planted ? 'no session of its own' : '{"data":{"viewer":null}}',
        ),
      ];
    },
    complaint: allNobody,
  },
  {
    name: 'a session of before goes on after the sign-in of another',
    run: async (ground, { app }) => {
      const [one, other] = [
        await buildAccount(app, { password: PASSWORD }),
        await buildAccount(app, { password: PASSWORD }),
      ];
      const first = cookieFrom(await signIn(ground, one.email));
      await signIn(ground, other.email, first);
      return [await viewerOf(ground, first)];
    },
    complaint: allNobody,
  },
  {
    name: 'a session used after it was ended',
    run: async (ground, { app }) => {
      const { email } = await buildAccount(app, { password: PASSWORD });
      const cookie = cookieFrom(await signIn(ground, email));
      await ask(ground.address, 'mutation { signOut }', as(cookie));
      return [await viewerOf(ground, cookie)];
    },
    complaint: allNobody,
  },
  {
    name: 'a session used after it ran out',
    run: async (ground, arena) => {
      const cookie = await sessionCookie(arena.app, await buildPerson(arena.app, { role: 'MONITOR' }));
      const before = await viewerOf(ground, cookie);
      await rows(
        worldContext(arena.app),
        sql`update session set expires_at = now() - interval '1 second' where person_id = ${JSON.parse(before.body).data.viewer?.id ?? null}`,
      );
      return [await viewerOf(ground, cookie)];
    },
    complaint: allNobody,
  },
  {
    name: 'a code of a mail, used again',
    run: async (ground, arena) => {
      const { email } = await buildAccount(arena.app);
      const { code } = await mailTo(arena, ground, email);
      const first = await ask(ground.address, BY_CODE, { variables: { email, code } });
      return [answerOf(first.hasData ? 200 : 0), await ask(ground.address, BY_CODE, { variables: { email, code } })];
    },
    complaint: (answers) =>
      answers[0]?.status === 200 ? refusedBy('BAD_INPUT', 'signIn.codeWrong')(answers) : 'the first use did not let in',
  },
  {
    name: 'a link of a mail, used again',
    run: async (ground, arena) => {
      const { email } = await buildAccount(arena.app);
      const { token } = await mailTo(arena, ground, email);
      const first = await ask(ground.address, BY_LINK, { variables: { token } });
      return [answerOf(first.hasData ? 200 : 0), await ask(ground.address, BY_LINK, { variables: { token } })];
    },
    complaint: (answers) =>
      answers[0]?.status === 200 ? refusedBy('BAD_INPUT', 'signIn.codeWrong')(answers) : 'the first use did not let in',
  },
  {
    name: 'a code of somebody else’s mail',
    run: async (ground, arena) => {
      const [one, other] = [await buildAccount(arena.app), await buildAccount(arena.app)];
      const { code } = await mailTo(arena, ground, one.email);
      await mailTo(arena, ground, other.email);
      return [await ask(ground.address, BY_CODE, { variables: { email: other.email, code } })];
    },
    complaint: refusedBy('BAD_INPUT', 'signIn.codeWrong'),
  },
  {
    name: 'a code of the second factor, used again on another device',
    run: async (ground, { app }) => {
      const account: BuiltAccount = await buildAccount(app, { password: PASSWORD, secondFactor: true });
      const code = appCode(account.totpSecret);
      const answers = [];
      for (let device = 0; device < 2; device += 1) {
        const cookie = cookieFrom(await signIn(ground, account.email));
        answers.push(
          await ask(
            ground.address,
            'mutation ($code: String!) { showSecondFactor(code: $code) { waitsForSecondFactor } }',
            { ...as(cookie), variables: { code } },
          ),
        );
      }
      return answers;
    },
    complaint: (answers) =>
      answers[0]?.hasData === true
        ? refusedBy('BAD_INPUT', 'secondFactor.codeWrong')(answers)
        : 'the first use was refused',
  },
  {
    name: 'the password alone, where a second factor is set up',
    run: async (ground, { app }) => {
      const { email } = await buildAccount(app, { password: PASSWORD, secondFactor: true });
      return [await viewerOf(ground, cookieFrom(await signIn(ground, email)))];
    },
    complaint: allNobody,
  },
  {
    name: 'rights used after they were taken back, on a session that is still open',
    run: async (ground, { app, municipality }) => {
      const verifier = await buildPerson(app, { role: 'VERIFIER', territoryId: municipality.id });
      const cookie = await sessionCookie(app, verifier);
      const queue = '{ verificationQueue { totalCount } }';
      const before = await ask(ground.address, queue, as(cookie));
      await rows(worldContext(app), sql`update membership set valid_to = '2026-01-01' where person_id = ${verifier}`);
      return [answerOf(before.hasData ? 200 : 0), await ask(ground.address, queue, as(cookie))];
    },
    complaint: ([before, after]) => {
      if (before?.status !== 200) return 'it was refused while the right stood';
      return after?.hasData === true && !/"totalCount":0/.test(after.body) ? `still served: ${after.body}` : null;
    },
  },
  {
    name: 'drafts of a coalition, after its member left',
    run: async (ground, { app }) => {
      const { memberId, leadId } = await buildCoalition(app);
      const cookies = [await sessionCookie(app, memberId), await sessionCookie(app, leadId)];
      await rows(
        worldContext(app),
        sql`update membership set valid_to = '2026-01-01' where person_id in (${memberId}, ${leadId})`,
      );
      return Promise.all(
        cookies.map((cookie) => ask(ground.address, '{ viewer { memberships { role } } }', as(cookie))),
      );
    },
    complaint: (answers) => {
      const kept = answers.find(({ body }) => !body.includes('"memberships":[]'));
      return kept === undefined ? null : `a role acts on: ${kept.body}`;
    },
  },
];
