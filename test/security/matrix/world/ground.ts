/** Where the things of a side are planted. */
import type { TestApp } from '../../../support/test-app.ts';
import type { Holders } from '../matrix-cast.ts';

/** Places and bodies of a side. */
export interface Ground {
  readonly app: TestApp;
  readonly municipalityId: string;
  readonly administrationId: string;
  readonly coalitionId: string;
  readonly holders: Holders;
  /** What the side calls its things, filled by each part. */
  readonly names: Record<string, string>;
}
