/** `audit:check` and `audit:head`: whether the audit log is whole, and what to note down so that it can be told later. */
import { InvalidArgumentError, type Command } from 'commander';
import { lastSeal, sealAudit } from '../platform/audit-chain/seal.service.ts';
import { ChainFault, verifyChain, type ChainFinding, type ChainReport } from '../platform/audit-chain/verify-chain.ts';
import { withApp } from './with-app.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

export function addAuditCommands(program: Command): void {
  program
    .command('audit:check')
    .description(
      'Recomputes the chain of the audit log. Ends with 1 when anything was edited, deleted, reordered or cut.',
    )
    .option('--head <hash>', 'a head noted earlier: it must still be in the chain', asHead)
    .action(async ({ head }: { readonly head?: string }) => {
      const report = await withApp((app) => verifyChain(app.contextFor({ actor: null }), head ?? null));
      for (const finding of report.findings) say(sentenceOf(finding));
      if (report.head !== null) say(`head ${report.head}`);
      say(verdictOf(report));
      if (report.findings.length > 0) process.exitCode = 1;
    });
  program
    .command('audit:head')
    .description('Seals what stands unsealed and prints the head of the chain, to be kept somewhere else.')
    .action(async () => {
      const seal = await withApp(async (app) => {
        await sealAudit(app.contextFor({ actor: null }));
        return lastSeal(app.contextFor({ actor: null }));
      });
      say(seal?.head ?? 'The audit log is being sealed by a server that runs: ask again.');
    });
}

function asHead(text: string): string {
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new InvalidArgumentError('A head is 64 hexadecimal digits.');
  return text;
}

const SENTENCES: Readonly<Record<ChainFault, (place: string) => string>> = {
  [ChainFault.SEAL_MISSING]: (place) => `${place} is missing`,
  [ChainFault.ENTRY_MISSING]: (place) => `${place}: entries are missing`,
  [ChainFault.CHANGED]: (place) => `${place}: it or an entry of it was edited or exchanged`,
  [ChainFault.ENTRY_ADDED]: (place) => `among the sealed entries some were added: ${place}`,
  [ChainFault.HEAD_UNKNOWN]: () =>
    'the given head is in no seal: the chain was cut, made anew, or is that of an older copy',
};

const sentenceOf = ({ fault, seal, entryIds }: ChainFinding): string =>
  SENTENCES[fault]([seal === null ? null : `seal ${seal}`, entryIds].filter((part) => part !== null).join(' '));

function verdictOf({ entries, seals, unsealed, unsealedSince, findings }: ChainReport): string {
  const waiting = unsealedSince === null ? 'none unsealed' : `${unsealed} unsealed since ${unsealedSince}`;
  const verdict = findings.length === 0 ? 'WHOLE' : `BROKEN in ${findings.length} places`;
  return `${entries} entries in ${seals} seals, ${waiting}: ${verdict}`;
}
