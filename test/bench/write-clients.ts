/** Ten clients who write through the API as fast as it answers: each sends an observation and, if asked to, has it verified. */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { CLIENTS, type WritePlan, type Writer } from './write-plan.ts';

const SUBMIT = `mutation Submit($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt alreadyReceived observation { id state } } }`;
const DECIDE = `mutation Decide($input: DecideObservationInput!) { decideObservation(input: $input) { id } }`;

export interface WriteRound {
  /** Observations that were acknowledged, and verified where that was asked. */
  readonly done: number;
  readonly seconds: number;
}

/** Takes turns for this long: one turn after another for each client. */
export async function takeTurns(seconds: number, turn: (client: number) => Promise<void>): Promise<WriteRound> {
  let done = 0;
  const startedMs = performance.now();
  const untilMs = startedMs + seconds * 1000;
  const ends = Array.from({ length: CLIENTS }, async (_, client) => {
    while (performance.now() < untilMs) {
      await turn(client);
      done += 1;
    }
  });
  await Promise.all(ends);
  return { done, seconds: (performance.now() - startedMs) / 1000 };
}

export interface ApiWriter {
  /** @throws Error when it is refused. @returns the observation's id */
  submit(client: number): Promise<string>;
  /** @throws Error when it is refused. */
  verify(client: number, observationId: string): Promise<void>;
  close(): void;
}

export function writeThroughApi({ address, plan }: { readonly address: string; readonly plan: WritePlan }): ApiWriter {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const writerOf = (client: number): Writer => {
    const writer = plan.writers[client];
    if (writer === undefined) throw new Error(`There are ${plan.writers.length} writers`);
    return writer;
  };
  const send = sender(`${address}/graphql`, agent);
  return {
    async submit(client) {
      const id = randomUUID();
      const input = {
        id,
        measureId: anyMeasure(plan),
        level: 'LIMITED',
        dontKnow: false,
        method: 'SITE_VISIT',
        seenOn: plan.today,
        settlement: plan.settlement.code,
        words: 'Видях, че още не е започнато навсякъде.',
        revises: null,
      };
      const text = await send(writerOf(client).monitorCookie, JSON.stringify({ query: SUBMIT, variables: { input } }));
      if (!text.includes('"alreadyReceived":false')) throw new Error(`An observation was not taken: ${text}`);
      return id;
    },
    async verify(client, observationId) {
      const input = { observationId, decision: 'VERIFIED' };
      const text = await send(writerOf(client).verifierCookie, JSON.stringify({ query: DECIDE, variables: { input } }));
      if (!text.includes('"decideObservation":{"id"')) throw new Error(`An observation was not verified: ${text}`);
    },
    close: () => agent.destroy(),
  };
}

export const anyMeasure = ({ measureIds }: WritePlan): string =>
  measureIds[Math.floor(Math.random() * measureIds.length)] ?? '';

type Send = (cookie: string, body: string) => Promise<string>;

function sender(address: string, agent: Agent): Send {
  return (cookie, body) =>
    new Promise((resolve, reject) => {
      const sent = request(
        address,
        {
          method: 'POST',
          agent,
          headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), cookie },
          timeout: 30_000,
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (part: string) => (text += part));
          response.once('end', () => resolve(text));
        },
      );
      sent.once('error', reject);
      sent.once('timeout', () => sent.destroy(new Error(`${address} did not answer in time`)));
      sent.end(body);
    });
}
