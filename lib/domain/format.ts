/** Numbers as text: fixed decimals, a true minus sign, an en dash for missing. No words. */

const MINUS = '\u2212';
export const MISSING = '–';

/** `+1.25`, `−0.40`, `0.00`; `–` when missing. */
export function signed(value: number | null, decimals: number): string {
  if (value === null) return MISSING;
  const text = Math.abs(value).toFixed(decimals);
  if (Number(text) === 0) return text;
  return (value < 0 ? MINUS : '+') + text;
}

/** `signed` with a per cent sign. */
export function percent(value: number | null, decimals: number): string {
  return value === null ? MISSING : `${signed(value, decimals)} %`;
}

/**
 * Always five significant digits, so that prices of one symbol end below each other, without an exponent: `106599.9` →
 * `106,600`, `14.52` → `14.520`.
 */
export function price(value: number | null): string {
  // Created here: a formatter at the module's top would cost the badge 10 ms on every page.
  return value === null
    ? MISSING
    : value.toLocaleString('en', { minimumSignificantDigits: 5, maximumSignificantDigits: 5 });
}

/**
 * A count with thousands separators, as in prices: `4328` → `4,328`. Without Intl, whose first use delays the popup.
 */
export function grouped(value: number): string {
  return value.toFixed(0).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1.2 B`, `340 M`, `12 K`; the unit is in the column's header. */
export function amount(value: number | null): string {
  if (value === null) return MISSING;
  const most = Math.abs(value);
  for (const [size, letter] of SIZES) {
    // 999,600 is 1.0 M, not 1000 K.
    if (most >= size * 0.9995)
      return `${(value / size).toFixed(most / size < 9.95 ? 1 : 0)} ${letter}`;
  }
  // 0.1 must not print as 0.
  return most < 9.95 ? String(Number(value.toPrecision(2))) : value.toFixed(0);
}

const SIZES = [
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'K'],
] as const;

/** The largest whole unit of an age: `{ count: 12, unit: 's' }`. Ages below zero (a clock behind the exchange's) count as 0. */
export function ageParts(ageMs: number): { count: number; unit: 's' | 'm' | 'h' | 'd' } {
  const seconds = Math.max(0, Math.floor(ageMs / 1000));
  if (seconds < 60) return { count: seconds, unit: 's' };
  if (seconds < 3600) return { count: Math.floor(seconds / 60), unit: 'm' };
  if (seconds < 86_400) return { count: Math.floor(seconds / 3600), unit: 'h' };
  return { count: Math.floor(seconds / 86_400), unit: 'd' };
}
