import { sql, type Sql } from '../platform/sql.ts';

/** The register is public down to the settlement. A neighbourhood is not, whoever asks: few live in one (R11). */
export const isPublicSql = (territory: Sql): Sql => sql`${territory}.kind <> 'NEIGHBOURHOOD'`;
