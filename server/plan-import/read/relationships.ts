/** Which part of the archive another part points to. */
import type { Archive } from './archive.ts';
import { readXmlPart } from './xml-part.ts';

export interface Relationship {
  id: string;
  /** Last word of the type's address: `worksheet`, `sharedStrings`, `officeDocument` … */
  type: string;
  /** Name of the part in the archive. */
  part: string;
}

/** `''` stands for the package itself. External targets are left out: nothing outside the file is read. */
export async function relationshipsOf(archive: Archive, part: string): Promise<Relationship[]> {
  const slash = part.lastIndexOf('/');
  const folder = slash < 0 ? '' : part.slice(0, slash + 1);
  const relsPart = `${folder}_rels/${part.slice(slash + 1)}.rels`;
  if (!archive.has(relsPart)) return [];
  const found: Relationship[] = [];
  await readXmlPart(archive, relsPart, {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes.TargetMode === 'External') return;
      found.push({
        id: attributes.Id ?? '',
        type: (attributes.Type ?? '').replace(/^.*\//, ''),
        part: resolvePart(folder, attributes.Target ?? ''),
      });
    },
  });
  return found;
}

function resolvePart(folder: string, target: string): string {
  const path = target.startsWith('/') ? target.slice(1) : folder + target;
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}
