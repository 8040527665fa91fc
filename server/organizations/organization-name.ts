/** "Общ. Кубрат", "община Кубрат" and "ОА Кубрат" are one body: names are compared by this key. */
export function organizationNameKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[„“”"'«».,()]/g, ' ')
    .replace(/[-–—]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(общинска администрация|общ|оа|община)(?= )/, 'община');
}
