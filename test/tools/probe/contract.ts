/** What the probe knows of a venue, as data: one entry for each endpoint, page and belief, in a file for each venue. */
import type { VenueId } from '../../../lib/domain/venue';
import type { Cost } from '../../../lib/http/budget';
import type { SitePages } from '../../../lib/venues/pages-contract';
import type { Exchange } from './wire';

export type Verdict = 'agrees' | 'drifted' | 'not seen';

/** One line of the report. */
export interface Check {
  venue: string;
  /** What was looked at: `GET /fapi/v1/premiumIndex`, `clock`, `page: spot`. */
  what: string;
  verdict: Verdict;
  expected: string;
  seen: string;
}

/** What was seen, and whether it is what we believe. */
export type Finding = Pick<Check, 'verdict' | 'seen'>;

/** As published, for one address. */
export interface Limit {
  id: string;
  /** Request weight, or requests. */
  units: number;
  windowMs: number;
}

/**
 * Names of fields by the JSON types they come in: `{ string: 'symbol markPrice', 'string|null': 'premium' }`. A question mark
 * after a name says that not every row has it.
 */
export type Fields = Readonly<Record<string, string>>;

export interface Rows {
  /** Where they are: keys with dots between; empty for the body itself. What is no list is one row. */
  at: string;
  /** The least and the most there may be. */
  count: readonly [least: number, most: number];
  fields: Fields;
  /** Some are null. */
  orNull?: true;
}

/** A question to a venue's API. */
export interface Endpoint {
  path: string;
  /** What tells it from other questions at the same path. `*` is any value. */
  query?: Readonly<Record<string, string>>;
  /** Makes it a POST; tells it from others as the query does. */
  body?: Readonly<Record<string, string>>;
  /** What else is asked, in query or body, where the product does not ask by itself. */
  also?: Readonly<Record<string, string>>;
  /** By the ids of the venue's limits. */
  cost: Cost;
  /** How many requests it may take, 1 when absent: pages of one list, or several lists of a kind. */
  most?: number;
  /** Its answers say nothing of limits. */
  noLimitHeaders?: true;
  rows: readonly Rows[];
  /** Elsewhere than at the venue's first origin that answers. */
  origin?: string;
}

export interface PageKind {
  kind: string;
  url: string;
  /** The pair that the product reads from the address; absent where it reads none, or not yet. */
  pair?: { symbol: string; market: 'perpetual' | 'spot' };
  /** As we believe it to be; the title that is sent is often that of an empty page. */
  title: RegExp;
}

export type Row = Readonly<Record<string, unknown>>;

/** What questions are answered from. */
export interface Seen {
  /** The longest list of an endpoint's, by its key, or the one at that place; none where it was not answered. */
  rows: (key: string, at?: string) => readonly Row[];
  exchange: (key: string) => Exchange | undefined;
  /** To the question's own request. */
  own: { exchange: Exchange; rows: readonly Row[] } | null;
}

/** Something that we believe and nobody has proven. */
export interface Question {
  name: string;
  belief: string;
  /** Where the answers at hand do not tell. */
  ask?: Endpoint;
  answer: (seen: Seen) => Finding;
}

export interface VenueProbe {
  id: VenueId;
  limits: readonly Limit[];
  /** In lower case. */
  limitHeaders: readonly string[];
  /** How an answer says that it is one, where it is no refusal in HTTP 200. */
  envelope?: { field: string; good: string | number };
  /** A light question, for every host and for an extension's Origin. */
  light: Endpoint;
  endpoints: readonly Endpoint[];
  questions: readonly Question[];
  site: SiteProbe;
}

/** Pages of a site. */
export interface SiteProbe {
  pages: readonly PageKind[];
  product: SitePages;
}

export function keyOf({ path, query = {}, body }: Endpoint): string {
  const parts = new URLSearchParams({ ...query, ...body }).toString();
  const asked = decodeURIComponent(parts);
  return body === undefined
    ? `GET ${path}${asked && `?${asked}`}`
    : `POST ${path} ${asked}`.trimEnd();
}
