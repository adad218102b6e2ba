/**
 * Which rows are shown: by side, by venue, and by a search in the spelling of any exchange, chart or library. Pure.
 */
import type { VenueId } from '../domain/venue';
import type { RankedRow } from './rows';

export const SIDES = ['all', 'long', 'short'] as const;
export type Side = (typeof SIDES)[number];

const BIAS = { long: 'LONG', short: 'SHORT' } as const;

export interface Filter {
  side: Side;
  /** Any number of pairs; a row is shown when its name contains one of them. */
  query: string;
  /** Null: every venue. An asset is shown when the venue lists it. */
  venue: VenueId | null;
}

export function filterRows(
  rows: readonly RankedRow[],
  { side, query, venue }: Filter,
): RankedRow[] {
  const terms = query === '' ? [] : termsOf(query, venuesOf(rows));
  return rows.filter(
    (row) =>
      (side === 'all' || row.score.bias === BIAS[side]) &&
      (venue === null || isOn(row, venue)) &&
      isFound(row, terms),
  );
}

function isOn(row: RankedRow, venue: VenueId): boolean {
  return row.combined === null
    ? row.venue === venue
    : row.combined.parts.some((part) => part.venue === venue);
}

function venuesOf(rows: readonly RankedRow[]): VenueId[] {
  const all = rows.flatMap(({ venue, combined }) => combined?.parts.map((p) => p.venue) ?? [venue]);
  return [...new Set(all)];
}

interface Term {
  /** Capitals without separators: BTCUSDT. */
  text: string;
  /** `BINANCE:BTCUSDT` is for one venue's rows; null: every venue's. */
  venue: VenueId | null;
}

type PerpNames = Pick<RankedRow['perp'], 'symbol' | 'baseAsset' | 'quoteAsset'>;

/** Words that belong to the pair before them, as in `btc usdt perp`. */
const CONTINUES = /^(?:USD[TC]?(?:\.P)?|PERP|PERPETUAL|SWAP)$/;
/** Blanks, dashes and lines of any kind, slashes, dots. */
const SEPARATORS = /[\s\p{Pd}\p{Pc}/\\:.·・]+/gu;
/** How exchanges and charts say that a pair is a perpetual; without a separator only behind a quote. */
const PERPETUAL =
  /(?:\.P|[-_./:](?:PERPETUAL|PERP|SWAP|UMCBL|CMCBL)|(?<=USD[TC]?)(?:PERPETUAL|PERP|SWAP)|(?<=USD[TC])M)$/;

/** `venues`: whose names may stand before a colon. Commas and spaces part terms, of which one has to fit. */
function termsOf(query: string, venues: readonly VenueId[]): Term[] {
  const groups = query
    .normalize('NFKC')
    .toUpperCase()
    .split(/[,;|、،]+/);
  return groups.flatMap((group) => joined(group).flatMap((word) => termOf(word, venues) ?? []));
}

function joined(group: string): string[] {
  const words: string[] = [];
  for (const word of group.split(/\s+/)) {
    const before = words.at(-1);
    if (word.replace(SEPARATORS, '') === '') continue;
    if (before !== undefined && !CONTINUES.test(before) && CONTINUES.test(word)) {
      words[words.length - 1] = `${before}-${word}`;
    } else words.push(word);
  }
  return words;
}

function termOf(word: string, venues: readonly VenueId[]): Term | null {
  // `BTC/USDT:USDT` names the settlement as well.
  const pair = inAddress(word)
    .replace(/^[$#"'“‘`([{<]+|["'”’`)\]}>]+$/g, '')
    .replace(/^([^:]+[-_/][^:]+):USD[TC]?$/, '$1');
  const [, prefix = '', rest = ''] = /^([^:]+):(.*)$/.exec(pair) ?? [];
  // Charts write GATEIO where we say gate.
  const venue = venues.find((id) => prefix.startsWith(id.toUpperCase())) ?? null;
  const name = venue === null ? pair : rest;
  const text = name.replace(PERPETUAL, '').replace(SEPARATORS, '').replace(/^XBT/, 'BTC');
  return text === '' && venue === null ? null : { text, venue };
}

/** What an address names: in its query on charts, else with its last parts. Anything else is itself. */
function inAddress(word: string): string {
  const [, path, query = ''] =
    /^(?:HTTPS?:\/\/)?(?:[A-Z\d-]+\.)+[A-Z]{2,}\/([^?#]+)(\?[^#]*)?/.exec(word) ?? [];
  if (path === undefined) return word;
  const charted = new URLSearchParams(query).get('SYMBOL');
  const [last = '', before = ''] = path.split('/').filter(Boolean).reverse();
  return charted ?? (CONTINUES.test(last) && before !== '' ? `${before}/${last}` : last);
}

/** Whether the row is one of those asked for; an asset is when one of its perpetuals is. */
function isFound(row: RankedRow, terms: readonly Term[]): boolean {
  if (terms.length === 0) return true;
  const { perp, venue, combined } = row;
  return (
    (combined === null && fits(perp, venue, terms)) ||
    (combined !== null &&
      (terms.some(({ text, venue: asked }) => asked === null && isCalled(perp, text)) ||
        combined.parts.some((part) => fits(part.perpState.perp, part.venue, terms))))
  );
}

function fits(perp: PerpNames, venue: VenueId, terms: readonly Term[]): boolean {
  return terms.some(
    ({ text, venue: asked }) => (asked === null || asked === venue) && isCalled(perp, text),
  );
}

function isCalled({ symbol, baseAsset, quoteAsset }: PerpNames, text: string): boolean {
  const base = baseAsset.toUpperCase();
  return (
    symbol.toUpperCase().replace(SEPARATORS, '').includes(text) ||
    `${base}${quoteAsset.toUpperCase()}`.replace(SEPARATORS, '').includes(text) ||
    // BTCPERP is one venue's symbol, and a common name for all of them.
    (base !== '' && text === `${base}PERP`)
  );
}
