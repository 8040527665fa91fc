/**
 * A place outside the project that an unprivileged account can reach. Needed when root keeps the project in a folder
 * that nobody else may enter, such as its own home.
 */
import { lstatSync, mkdirSync } from 'node:fs';
import { StartError } from '../start-error.ts';

const PLACES = ['/var/lib/sverka', '/var/tmp/sverka'];
const WRITABLE_BY_OTHERS = 0o022;

/** @throws StartError when no such place can be made. */
export function openSharedPlace(): string {
  for (const place of PLACES) {
    if (isOurs(place)) return place;
  }
  throw new StartError(
    `The database needs a folder that its own account may enter, and neither ${PLACES.join(' nor ')} can be made: ` +
      'move the project out of the locked folder, or set DATABASE_URL.',
  );
}

/** A folder that somebody else prepared under our name is not trusted. */
function isOurs(place: string): boolean {
  try {
    mkdirSync(place, { recursive: true, mode: 0o755 });
    const stat = lstatSync(place);
    return stat.isDirectory() && stat.uid === 0 && (stat.mode & WRITABLE_BY_OTHERS) === 0;
  } catch {
    return false;
  }
}
