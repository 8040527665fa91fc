import { Ground } from './20261122-ground.ts';
import { ContentChange } from './20261123-content-change.ts';

/** Every migration, oldest first. A name, once released, never changes: it is how a database says what it has. */
export const migrations = [
  { name: '20261122-ground', class: Ground },
  { name: '20261123-content-change', class: ContentChange },
];
