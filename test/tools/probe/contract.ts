/** The probe's entries for a venue, as data: one per endpoint, page and assumption. Each venue has a file. */
import type { VenueId } from '../../../lib/domain/venue';
import type { Cost } from '../../../lib/http/budget';
import type { SitePages } from '../../../lib/venues/pages-contract';
import type { Exchange } from './wire';

export type Verdict = 'agrees' | 'drifted' | 'not seen';

/** One line of the report. */
export interface Check {
  venue: string;
  /** The subject: `GET /fapi/v1/premiumIndex`, `clock`, `page: spot`. */
  what: string;
  verdict: Verdict;
  expected: string;
  seen: string;
}

/** What was seen, and whether it matches our assumption. */
export type Finding = Pick<Check, 'verdict' | 'seen'>;

/** As published, for one IP address. */
export interface Limit {
  id: string;
  /** Request weight, or requests. */
  units: number;
  windowMs: number;
}

/**
 * Names of fields by their JSON types: `{ string: 'symbol markPrice', 'string|null': 'premium' }`. A question mark
 * after a name: not every row has it.
 */
export type Fields = Readonly<Record<string, string>>;

export interface Rows {
  /** Path of the rows: keys separated by dots; empty for the body itself. A value that is no list is one row. */
  at: string;
  /** Minimum and maximum number of rows. */
  count: readonly [least: number, most: number];
  fields: Fields;
  /** Some are null. */
  orNull?: true;
}

/** A request to a venue's API. */
export interface Endpoint {
  path: string;
  /** Distinguishes it from other requests to the same path. `*` is any value. */
  query?: Readonly<Record<string, string>>;
  /** Makes it a POST; distinguishes it from others like the query. */
  body?: Readonly<Record<string, string>>;
  /** Further parameters, in query or body, for requests that the product does not make by itself. */
  also?: Readonly<Record<string, string>>;
  /** By the ids of the venue's limits. */
  cost: Cost;
  /** Maximum number of requests, 1 when absent: pages of one list, or several lists of a kind. */
  most?: number;
  /** Its answers have no headers on limits. */
  noLimitHeaders?: true;
  rows: readonly Rows[];
  /** Absent: the venue's first origin that answers. */
  origin?: string;
}

export interface PageKind {
  kind: string;
  url: string;
  /** The pair that the product reads from the URL; absent where it reads none. */
  pair?: { symbol: string; market: 'perpetual' | 'spot' };
  /** The expected title; the initial one is often that of an empty page. */
  title: RegExp;
}

export type Row = Readonly<Record<string, unknown>>;

/** The answers that questions are decided from. */
export interface Seen {
  /** The longest list of an endpoint by its key, or the one at `at`; empty without an answer. */
  rows: (key: string, at?: string) => readonly Row[];
  exchange: (key: string) => Exchange | undefined;
  /** The answer to the question's own request. */
  own: { exchange: Exchange; rows: readonly Row[] } | null;
}

/** An assumption that nothing documents. */
export interface Question {
  name: string;
  belief: string;
  /** A request of its own, where the other answers do not tell. */
  ask?: Endpoint;
  answer: (seen: Seen) => Finding;
}

export interface VenueProbe {
  id: VenueId;
  limits: readonly Limit[];
  /** In lower case. */
  limitHeaders: readonly string[];
  /** How an answer says that it is good, where errors come with HTTP 200. */
  envelope?: { field: string; good: string | number };
  /** A cheap request, for every host and with an extension's Origin. */
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
