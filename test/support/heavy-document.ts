/** Ever new documents as heavy as the limits allow: eight lists of measures with all that hangs on them. */
const BLOCKS = 'abcdefgh';

/**
 * @param kind whether one statement of the database can tell its answer, or it is compiled.
 * @returns a query of `$id`, the plan; another text for each number.
 */
export function heavyDocument(number: number, kind: 'told' | 'compiled'): string {
  const organization = '{ id name nameEn kind sector }';
  const more =
    kind === 'told'
      ? ''
      : `statements { level text organization ${organization} report { title periodFrom periodTo } }`;
  const blocks = [...BLOCKS].map(
    (block) => `${block}${number}: measures(first: 1) { nodes { id
      x${number}_code: code x${number}_wording: wording period { text startsOn endsOn }
      responsibles { leads bodyKind asWritten organization ${organization} } plannedTotal { amountCents currency eurCents }
      plan { id title periodText territory { id code name nameEn kind } } ${more}
      observations(first: 1) { nodes { level seenMonth words method settlement { id } } } } }`,
  );
  return `query Q${number}($id: ID!) { actionPlan(id: $id) { id title ${blocks.join(' ')} } }`;
}
