/**
 * Which rows are shown: by side, by venue, and by a search that takes the spellings of exchanges, charts and libraries.
 * Pure.
 */
import { isSqueeze } from '../domain/headline';
import type { VenueId } from '../domain/venue';
import type { RankedRow } from './rows';

/** In the order of the counters. */
export const SIDES = ['all', 'long', 'short', 'neutral', 'squeeze'] as const;
export type Side = (typeof SIDES)[number];

const IS_ON: Record<Side, (score: RankedRow['score']) => boolean> = {
  all: () => true,
  long: ({ bias }) => bias === 'LONG',
  short: ({ bias }) => bias === 'SHORT',
  neutral: ({ bias }) => bias === 'NEUTRAL',
  // Of either side and any score.
  squeeze: ({ regime }) => isSqueeze(regime),
};

export interface Filter {
  side: Side;
  /** Search terms; a row is shown when its name contains one of them. */
  query: string;
  /** Null: every venue. An asset is shown when the venue lists one of its perpetuals. */
  venue: VenueId | null;
}

export function filterRows(
  rows: readonly RankedRow[],
  { side, query, venue }: Filter,
): RankedRow[] {
  const terms = query === '' ? [] : termsOf(query, venuesOf(rows));
  return rows.filter(
    (row) => IS_ON[side](row.score) && (venue === null || isOn(row, venue)) && isFound(row, terms),
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
  /** In capitals, without separators: BTCUSDT. */
  text: string;
  /** `BINANCE:BTCUSDT` matches one venue's rows; null: every venue's. */
  venue: VenueId | null;
}

type PerpNames = Pick<RankedRow['perp'], 'symbol' | 'baseAsset' | 'quoteAsset'>;

/** Words that continue the pair before them, as in `btc usdt perp`. */
const CONTINUES = /^(?:USD[TC]?(?:\.P)?|PERP|PERPETUAL|SWAP)$/;
/** Spaces, dashes and underscores of any kind, slashes, dots. */
const SEPARATORS = /[\s\p{Pd}\p{Pc}/\\:.·・]+/gu;
/** Spellings of "perpetual"; without a separator only after a quote asset. */
const PERPETUAL =
  /(?:\.P|[-_./:](?:PERPETUAL|PERP|SWAP|UMCBL|CMCBL)|(?<=USD[TC]?)(?:PERPETUAL|PERP|SWAP)|(?<=USD[TC])M)$/;

/** `venues`: ids that are accepted before a colon. Commas and spaces separate terms; a row has to match one. */
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
  // `BTC/USDT:USDT` also names the settlement asset.
  const pair = inAddress(word)
    .replace(/^[$#"'“‘`([{<]+|["'”’`)\]}>]+$/g, '')
    .replace(/^([^:]+[-_/][^:]+):USD[TC]?$/, '$1');
  const [, prefix = '', rest = ''] = /^([^:]+):(.*)$/.exec(pair) ?? [];
  // Charts write GATEIO; our id is gate.
  const venue = venues.find((id) => prefix.startsWith(id.toUpperCase())) ?? null;
  const name = venue === null ? pair : rest;
  const text = name.replace(PERPETUAL, '').replace(SEPARATORS, '').replace(/^XBT/, 'BTC');
  return text === '' && venue === null ? null : { text, venue };
}

/**
 * The symbol in a URL: from the query on chart sites, else from the last path parts. Other words are returned as they
 * are.
 */
function inAddress(word: string): string {
  const [, path, query = ''] =
    /^(?:HTTPS?:\/\/)?(?:[A-Z\d-]+\.)+[A-Z]{2,}\/([^?#]+)(\?[^#]*)?/.exec(word) ?? [];
  if (path === undefined) return word;
  const charted = new URLSearchParams(query).get('SYMBOL');
  const [last = '', before = ''] = path.split('/').filter(Boolean).reverse();
  return charted ?? (CONTINUES.test(last) && before !== '' ? `${before}/${last}` : last);
}

/** Whether the row matches; an asset matches when one of its perpetuals does. */
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
    // BTCPERP is the symbol at one venue and a common name for the others.
    (base !== '' && text === `${base}PERP`)
  );
}
