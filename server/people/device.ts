/** Device words for the list of one's own sessions: enough to know one's own again, too little to follow anybody. */
import { DeviceKind } from '../../schema/vocabulary/device-kind.ts';

export interface Device {
  readonly device: DeviceKind;
  /** Name of the browser; null when it tells none that we know. */
  readonly browser: string | null;
}

/** The first that fits: others claim to be Chrome, and Chrome claims to be Safari. */
const BROWSERS: readonly (readonly [name: string, mark: RegExp])[] = [
  ['Edge', /\bEdg(e|A|iOS)?\//],
  ['Opera', /\b(OPR|Opera|OPT)\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(HeadlessChrome|Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
];

export function deviceOf(userAgent: string): Device {
  const browser = BROWSERS.find(([, mark]) => mark.test(userAgent))?.[0] ?? null;
  return { device: kindOf(userAgent), browser };
}

function kindOf(userAgent: string): DeviceKind {
  if (/\biPad\b|\bTablet\b|\bAndroid\b(?!.*\bMobile\b)/.test(userAgent)) return DeviceKind.TABLET;
  if (/\bMobi|\biPhone\b|\bAndroid\b/.test(userAgent)) return DeviceKind.PHONE;
  if (/\b(Windows NT|Macintosh|X11|CrOS|Linux)\b/.test(userAgent)) return DeviceKind.COMPUTER;
  return DeviceKind.UNKNOWN;
}
