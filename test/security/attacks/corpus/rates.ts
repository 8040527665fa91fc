/** Attacks by how slowly or how often something is sent. */
import { connect } from 'node:net';
import { heavyDocument } from '../../../support/heavy-document.ts';
import { refusedBy, refusedWith, type Attack } from '../attack.ts';
import { answerOf, ask, firstOf, sayAndWait, type Answer } from '../raw-request.ts';

/** The same question so many times, one after the other; each with heads of its own. */
const often =
  (times: number, headersOf: (n: number) => Record<string, string>): Attack['run'] =>
  async ({ address }) => {
    const answers: Answer[] = [];
    for (let n = 0; n < times; n += 1) answers.push(await ask(address, '{ today }', { headers: headersOf(n) }));
    return answers;
  };

/** Far less than what is asked would come to. */
const KEPT_BYTES = 2_000_000;

/** Points differ from attack to attack, so that each has a server whose honest client has spent nothing yet. */
export const rateAttacks: readonly Attack[] = [
  {
    name: 'a slow head',
    limits: { headSeconds: 1 },
    limiter: 'headSeconds',
    run: async ({ address, patienceMs }) => [
      await sayAndWait(address, { text: 'POST /graphql HTTP/1.1\r\nHost: x\r\nX-Slow: ', waitMs: patienceMs }),
    ],
    complaint: refusedWith(408, 0),
  },
  {
    name: 'a slow body',
    limits: { requestSeconds: 1 },
    limiter: 'requestSeconds',
    run: async ({ address, patienceMs }) => [
      await sayAndWait(address, {
        text: 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"query":',
        waitMs: patienceMs,
      }),
    ],
    complaint: refusedWith(408, 0),
  },
  {
    name: 'connections that say nothing',
    isDirect: true,
    limits: { addressConnections: 20 },
    limiter: 'addressConnections',
    run: async ({ address, patienceMs }) => {
      const { hostname, port } = new URL(address);
      const sockets = Array.from({ length: 60 }, () => connect({ host: hostname, port: Number(port) }));
      const closed = sockets.map(
        (socket) =>
          new Promise<boolean>((resolve) => {
            socket.on('error', () => resolve(true)).on('close', () => resolve(true));
          }),
      );
      const refused = await firstOf(closed, { enough: 40, withinMs: patienceMs });
      for (const socket of sockets) socket.destroy();
      return [answerOf(refused.length === 40 ? 0 : -1)];
    },
    complaint: refusedWith(0),
  },
  {
    name: 'ever new documents, each until it is compiled or has a statement of its own',
    limits: { documentBytes: KEPT_BYTES },
    limiter: 'documentBytes',
    run: async ({ address, memory }, { planId }) => {
      const answers: Answer[] = [];
      for (let n = 0; n < 24; n += 1)
        for (let time = 0; time < 4; time += 1)
          answers.push(
            await ask(address, heavyDocument(n, n % 2 === 0 ? 'told' : 'compiled'), { variables: { id: planId } }),
          );
      const isServed = answers.every(({ status, hasData }) => status === 200 && hasData);
      return [answerOf(isServed && memory.bytesOfOthers <= KEPT_BYTES ? 0 : -1)];
    },
    complaint: refusedWith(0),
  },
  {
    name: 'requests without end from one address',
    limits: { addressPoints: 600 },
    limiter: 'addressPoints',
    run: often(40, () => ({})),
    complaint: refusedBy('TOO_MANY_REQUESTS', 'limit.rate'),
  },
  {
    name: 'requests without end, their origin forged in X-Forwarded-For',
    limits: { addressPoints: 620 },
    limiter: 'addressPoints',
    run: often(40, (n) => ({ 'x-forwarded-for': `10.0.0.${n}, 203.0.113.67` })),
    complaint: refusedBy('TOO_MANY_REQUESTS', 'limit.rate'),
  },
  {
    name: 'requests without end, with sessions that are made up',
    limits: { addressPoints: 640 },
    limiter: 'addressPoints',
    run: often(40, (n) => ({ cookie: `sverka_session=made-up-${n}` })),
    complaint: refusedBy('TOO_MANY_REQUESTS', 'limit.rate'),
  },
  {
    name: 'requests without end of one session, from many addresses',
    limits: { sessionPoints: 300 },
    limiter: 'sessionPoints',
    run: async (ground, arena) => {
      const cookie = await arena.cookieOf('monitor');
      return often(40, (n) => ({ cookie, 'x-forwarded-for': `192.0.2.${n}` }))(ground, arena);
    },
    complaint: refusedBy('TOO_MANY_REQUESTS', 'limit.rate'),
  },
  {
    name: 'the rate of requests passed by by aliases: many questions in each',
    limits: { addressPoints: 1_000 },
    limiter: 'addressPoints',
    run: async ({ address }) => {
      const answers = [];
      const questions = Array.from(
        { length: 10 },
        (_, n) => `a${n}: territories(first: 100) { nodes { code name } }`,
      ).join(' ');
      for (let n = 0; n < 4; n += 1) answers.push(await ask(address, `{ ${questions} }`));
      return answers;
    },
    complaint: refusedBy('TOO_MANY_REQUESTS', 'limit.rate'),
  },
  {
    name: 'guessing passed by by aliases: many codes in one request',
    run: async ({ address }) => {
      const tries = Array.from(
        { length: 10 },
        (_, n) => `a${n}: requestSignIn(email: "aliases@example.org", language: EN)`,
      );
      const answer = await ask(address, `mutation { ${tries.join(' ')} }`);
      return [answer];
    },
    complaint: refusedBy('TOO_MANY_REQUESTS', 'tooManyAttempts'),
  },
];
