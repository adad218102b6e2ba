/**
 * The badge is two scripts: the first is on every trading page, the second comes when somebody reaches for the badge.
 * Both run in the extension's own world of the page, which no script of the page sees; there the second leaves what it
 * brings.
 */
import type { MountBadge, MountFarewell } from './mounted';

export interface Handover {
  mount: MountBadge;
  farewell: MountFarewell;
  css: string;
}

const KEY = Symbol.for('pressure-score');

export function hand(over: Handover | undefined): void {
  Reflect.set(globalThis, KEY, over);
}

/** What the second script brought; undefined before it ran. */
export function handed(): Handover | undefined {
  const over: unknown = Reflect.get(globalThis, KEY);
  return isHandover(over) ? over : undefined;
}

function isHandover(value: unknown): value is Handover {
  return (
    typeof value === 'object' &&
    value !== null &&
    'mount' in value &&
    'css' in value &&
    'farewell' in value
  );
}
