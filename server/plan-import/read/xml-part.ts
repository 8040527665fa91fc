/** Reads one XML part of an archive as a stream of events, without ever holding it whole. */
import { SaxesParser } from 'saxes';
import { FileRefusal, RefusalCode } from '../file-refusal.ts';
import type { Archive } from './archive.ts';
import { READING_LIMITS } from './reading-limits.ts';

export type XmlAttributes = Record<string, string>;

/** Names come without their prefix: programs choose their own. */
export interface XmlHandlers {
  open(name: string, attributes: XmlAttributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** @throws FileRefusal: XML_DOCTYPE, NESTED_TOO_DEEP, FILE_BROKEN, ARCHIVE_BOMB, or what a handler throws. */
export async function readXmlPart(archive: Archive, part: string, handlers: XmlHandlers): Promise<void> {
  const parser = new SaxesParser({ position: false });
  let depth = 0;
  parser.on('doctype', () => {
    throw new FileRefusal(RefusalCode.XML_DOCTYPE, { part });
  });
  parser.on('error', (error) => {
    throw new FileRefusal(RefusalCode.FILE_BROKEN, { part, reason: error.message });
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > READING_LIMITS.xmlDepth) {
      throw new FileRefusal(RefusalCode.NESTED_TOO_DEEP, { part, limit: READING_LIMITS.xmlDepth });
    }
    handlers.open(localName(tag.name), localAttributes(tag.attributes));
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    handlers.close?.(localName(tag.name));
  });
  parser.on('text', (text) => handlers.text?.(text));
  parser.on('cdata', (text) => handlers.text?.(text));

  let decoder: TextDecoder | null = null;
  for await (const chunk of archive.chunks(part)) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    parser.write(decoded(decoder, chunk, part));
  }
  if (!decoder) throw new FileRefusal(RefusalCode.FILE_BROKEN, { part, reason: 'empty part' });
  parser.close();
}

function decoded(decoder: TextDecoder, chunk: Uint8Array, part: string): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    throw new FileRefusal(RefusalCode.FILE_BROKEN, { part, reason: 'characters of another encoding' });
  }
}

function encodingOf(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

function localAttributes(attributes: Record<string, unknown>): XmlAttributes {
  const local: XmlAttributes = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('xmlns')) continue;
    local[localName(name)] = value as string;
  }
  return local;
}
