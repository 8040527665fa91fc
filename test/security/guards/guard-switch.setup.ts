/** Puts the switch in its place before any module of the server is read. */
import { createGuardSwitch } from './guard-switch.ts';

globalThis.guardSwitch = createGuardSwitch();
