/** Mail as a server takes it; the server is the only part that is not ours. */
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { pino, type Logger } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { createOutbox, createSmtp } from './mail.ts';

const message = { to: 'iva@example.org', subject: 'Вход в Сверка', text: 'Кодът е 1234 5678.\n' };

/** Speaks as much SMTP as it takes to receive a mail, or refuses every recipient. */
async function smtpServer({ refuses = false } = {}): Promise<{ readonly url: string; readonly received: string[] }> {
  const received: string[] = [];
  const server = createServer((socket) => {
    let body: string | null = null;
    socket.setEncoding('utf8').write('220 test\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (text: string) => {
      for (const line of text.split('\r\n').slice(0, -1)) {
        if (body !== null) {
          if (line === '.') {
            received.push(body);
            body = null;
            socket.write('250 taken\r\n');
          } else body += `${line}\n`;
        } else if (/^DATA/i.test(line)) {
          body = '';
          socket.write('354 go on\r\n');
        } else if (/^RCPT/i.test(line) && refuses) socket.write('550 no such person iva@example.org\r\n');
        else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  }).listen({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

function logOf(): { readonly log: Logger; readonly lines: string[] } {
  const lines: string[] = [];
  return { lines, log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }) };
}

test('a message is handed over whole, from the sender of the house, and nothing of it is logged', async () => {
  const { url, received } = await smtpServer();
  const { log, lines } = logOf();
  const mail = createSmtp({ url, from: 'Sverka <sverka@example.org>', log });
  mail.post(message);
  await mail.close();
  expect(received).toHaveLength(1);
  expect(received[0]).toContain('To: iva@example.org');
  expect(received[0]).toContain('From: Sverka <sverka@example.org>');
  const encoded = received[0]?.split('\n\n')[1]?.replaceAll('\n', '') ?? '';
  expect(Buffer.from(encoded, 'base64').toString()).toBe(message.text);
  expect(lines).toEqual([]);
});

test('a message that is refused is logged by its code alone: no address, no words, not the server’s either', async () => {
  const { url } = await smtpServer({ refuses: true });
  const { log, lines } = logOf();
  const mail = createSmtp({ url, from: 'sverka@example.org', log });
  mail.post(message);
  await expect.poll(() => lines.length, { timeout: 10_000 }).toBeGreaterThan(0);
  await mail.close();
  expect(lines.join()).toContain('EENVELOPE');
  for (const secret of ['iva@', 'example.org', '1234', 'Вход']) expect(lines.join()).not.toContain(secret);
});

test('a line break in a subject or an address adds no recipient', async () => {
  const { url, received } = await smtpServer();
  const mail = createSmtp({ url, from: 'sverka@example.org', log: logOf().log });
  mail.post({ ...message, subject: 'Вход\r\nBcc: other@example.org' });
  await mail.close();
  expect(received.join()).not.toMatch(/^Bcc:/im);
});

test('the outbox keeps the newest first, and not without end', () => {
  const outbox = createOutbox();
  for (let number = 0; number < 60; number += 1) outbox.post({ ...message, subject: String(number) });
  expect(
    outbox
      .kept()
      .map(({ subject }) => subject)
      .slice(0, 2),
  ).toEqual(['59', '58']);
  expect(outbox.kept()).toHaveLength(50);
});
