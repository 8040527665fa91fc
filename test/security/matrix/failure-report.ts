/** What failed, each thing once with all for whom it did: thousands of cells can fail for one cause. */
export function grouped(failures: readonly string[]): string[] {
  const parted = failures.map((failure) => {
    const [, what = failure, who = '', how = ''] =
      /^(.*?) for ([A-Z_]+(?: own| other's| ended| asleep)?): (.*)$/s.exec(failure) ?? [];
    return { who, what: how === '' ? what : `${what}: ${how}` };
  });
  return [...Map.groupBy(parted, ({ what }) => what)].map(
    ([what, all]) => `${what} [${all.map(({ who }) => who).join(', ')}]`,
  );
}
