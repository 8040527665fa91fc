/** The territories that are built in: the European Union, Bulgaria, its districts and municipalities. */
import type { RequestContext } from '../platform/context.ts';
import { rows, sql } from '../platform/sql.ts';
import { inTransaction } from '../platform/transaction.ts';
import { bulgarianDistricts } from './register.bg.ts';
import { searchTextOf, toLatinName } from './territory-search.ts';

interface Unit {
  readonly kind: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly parent: string | null;
  readonly searchText: string;
}

const unit = ({
  kind,
  code,
  name,
  nameEn = toLatinName(name),
  parent,
}: Omit<Unit, 'searchText' | 'nameEn'> & { nameEn?: string }): Unit => ({
  kind,
  code,
  name,
  nameEn,
  parent,
  searchText: searchTextOf({ name, nameEn, code }),
});

/** Widest first, so that each finds the one it lies in. */
const levels: readonly (readonly Unit[])[] = [
  [unit({ kind: 'UNION', code: 'EU', name: 'Европейски съюз', nameEn: 'European Union', parent: null })],
  [unit({ kind: 'COUNTRY', code: 'BG', name: 'България', nameEn: 'Bulgaria', parent: 'EU' })],
  bulgarianDistricts.map(({ code, name }) => unit({ kind: 'DISTRICT', code, name, parent: 'BG' })),
  bulgarianDistricts.flatMap((district) =>
    district.municipalities.map(([code, name]) => unit({ kind: 'MUNICIPALITY', code, name, parent: district.code })),
  ),
];

/** Enters what is missing of them. Harmless to repeat. */
export async function loadRegister(context: RequestContext): Promise<void> {
  await inTransaction(context, async (tx) => {
    for (const units of levels) {
      await rows(
        tx,
        sql`insert into territory (kind, code, name, name_en, parent_id, search_text)
            select u.kind, u.code, u.name, u."nameEn", p.id, u."searchText"
            from json_to_recordset(${JSON.stringify(units)}::json) as u(kind text, code text, name text, "nameEn" text, parent text, "searchText" text)
            left join territory p on p.code = u.parent
            on conflict (code) do nothing`,
      );
    }
  });
}
