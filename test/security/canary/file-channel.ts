/** Files in and out, at the addresses that the program's own router knows. */
import { each, hear, type Channel, type Question } from './asking.ts';
import type { CanaryHouse, CanaryWeb } from './canary-house.ts';

/** What addresses beside the API are asked; one that has nothing here is asked plainly, with ids of everything. */
const FILES: Readonly<Record<string, (house: CanaryHouse) => readonly Omit<Question, 'at' | 'channel'>[]>> = {
  'GET /imports/reports/template.xlsx': ({ places }) =>
    [places.here, places.there].map(({ planId, administrationId }) => ({
      path: `/imports/reports/template.xlsx?plan=${planId}&organization=${administrationId}`,
    })),
  'POST /imports/reports': ({ places }) =>
    [places.here, places.there].map(({ planId, administrationId }) => ({
      path: `/imports/reports?plan=${planId}&organization=${administrationId}`,
      method: 'POST',
      body: 'no workbook',
      headers: { 'content-type': 'application/octet-stream', 'x-sverka': '1' },
    })),
  'POST /imports/plans': () => [
    {
      path: '/imports/plans?name=plan.csv',
      method: 'POST',
      body: 'a;b\n1;2',
      headers: { 'content-type': 'application/octet-stream', 'x-sverka': '1' },
    },
  ],
};

export const files: Channel = {
  name: 'files',
  scan: async (scan) => {
    for (const address of filesOf(scan.web)) {
      const questions = FILES[address]?.(scan.house) ?? plainQuestions(address, scan.house);
      for (const asker of scan.askers)
        await each(questions, async (question) => {
          await hear(scan, asker, { at: AS_AT[address] ?? address, channel: 'files', ...question });
        });
    }
  },
};

/** Called in the review by one word. */
const AS_AT: Readonly<Record<string, string>> = { 'GET /own-data.json': 'ownData' };

function plainQuestions(address: string, { known, places }: CanaryHouse): readonly Omit<Question, 'at' | 'channel'>[] {
  const [method = '', path = ''] = address.split(' ');
  const { here, there } = places;
  const ids = [here, there].flatMap(({ planId, planImportId, draftCampaignId, publicCampaignId, people }) => [
    planId,
    planImportId,
    draftCampaignId,
    publicCampaignId,
    people.monitor,
  ]);
  const values = /:\w+|\{/.test(path) ? [...ids, ...known.codes] : [''];
  return values.map((value) => ({
    path: path.replaceAll(/:\w+|\{[^}]*\}/g, encodeURIComponent(value)),
    method,
    headers: { 'x-sverka': '1' },
  }));
}

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle?: { readonly stack?: readonly Layer[] };
}

/** What the features' routers answer to; the pages and signs of life stand beside them. */
function filesOf({ http }: CanaryWeb): string[] {
  const routers = (http.app.router as unknown as { stack: readonly Layer[] }).stack.flatMap(
    ({ handle }) => handle?.stack ?? [],
  );
  return routers.flatMap(({ route }) =>
    route === undefined ? [] : Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`),
  );
}
