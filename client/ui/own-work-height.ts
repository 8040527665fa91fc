/** How high the bar of one's own work was, so that its place is kept while the server is asked who is signed in. Nothing of who that is is kept. */
const key = 'sverka.own-work-height';

/** In pixels; 0 where nobody was signed in on this tab, or nothing may be kept. */
export function keptHeight(): number {
  try {
    return Number(sessionStorage.getItem(key) ?? 0);
  } catch {
    return 0;
  }
}

export function keepHeight(pixels: number): void {
  try {
    sessionStorage.setItem(key, String(pixels));
  } catch {
    // Then the bar moves the page when it comes.
  }
}
