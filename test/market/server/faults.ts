/** Faults on demand: the next `times` requests that match get another answer. Deterministic. */
import type { MarketAnswer, MarketRequest } from '../venues/venue';

export type FaultKind =
  /** A status with a body in the venue's or its CDN's format. */
  | { kind: 'status'; status: number; retryAfterS?: number | undefined; body?: string | undefined }
  /** Accepts the request and never answers. */
  | { kind: 'hang' }
  /** Half of the body, then the connection is cut; chunked: without a content length. */
  | { kind: 'truncate'; isChunked?: boolean | undefined }
  /** JSON of another shape. */
  | { kind: 'wrong-shape' }
  /** The first `rows` rows are replaced by other values. */
  | { kind: 'bad-rows'; rows: number }
  /** The first `rows` rows, or all, lack a field. */
  | { kind: 'missing-field'; field: string; rows?: number | undefined }
  /** The first `rows` rows, or all, have null in a field. */
  | { kind: 'null-field'; field: string; rows?: number | undefined }
  /** The first `rows` rows, or all, have a field under another name. */
  | { kind: 'renamed-field'; field: string; to: string; rows?: number | undefined }
  /** In the first `rows` rows, or all, text and numbers are swapped in a field. */
  | { kind: 'other-type'; field: string; rows?: number | undefined }
  /** A valid body followed by this many bytes of spaces, which compress to almost nothing. */
  | { kind: 'flood'; bytes: number }
  | { kind: 'empty-list' }
  | { kind: 'extra-fields' }
  /** A UTF-8 byte order mark before the body. */
  | { kind: 'byte-order-mark' }
  /** Every value of every row is wrapped in an object. */
  | { kind: 'wrong-types' }
  /** All times that the venue states are shifted by this. */
  | { kind: 'clock-skew'; ms: number }
  /** A header that is left out; case-insensitive. */
  | { kind: 'no-header'; header: string }
  /** Requests with the Origin of a page or an extension are rejected; others are answered. */
  | { kind: 'refuse-origin' }
  /** A redirect to this URL. */
  | { kind: 'redirect'; to: string; status?: number | undefined }
  | { kind: 'slow'; ms: number };

export interface Fault {
  /** Substring of `host + path?query`; an empty one matches all. */
  match: string;
  /** How many matching requests are answered normally first. */
  skip?: number | undefined;
  /** Unlimited when absent. */
  times?: number | undefined;
  fault: FaultKind;
}

export class Faults {
  private faults: Fault[] = [];

  add(fault: Fault): void {
    this.faults.push({ ...fault });
  }

  clear(): void {
    this.faults = [];
  }

  /** The first fault that matches this request, or null; uses up one of its times. */
  take({ host, path, query, origin }: MarketRequest): FaultKind | null {
    const asked = `${host}${path}?${decodeURIComponent(query.toString())}`;
    for (const fault of this.faults) {
      if (!asked.includes(fault.match) || fault.times === 0) continue;
      if (fault.fault.kind === 'refuse-origin' && origin === undefined) continue;
      if (fault.skip !== undefined && fault.skip > 0) {
        fault.skip -= 1;
        continue;
      }
      if (fault.times !== undefined) fault.times -= 1;
      return fault.fault;
    }
    return null;
  }
}

/** Applies a fault to a good answer. Statuses, times and the connection are handled by the callers. */
export function spoiled(answer: MarketAnswer, fault: FaultKind): MarketAnswer {
  const withRows = (change: (rows: unknown[]) => unknown[]): MarketAnswer =>
    isJson(answer)
      ? { ...answer, body: JSON.stringify(mapLists(JSON.parse(answer.body), change)) }
      : answer;
  const withFirst = (count: number | undefined, change: (row: object) => unknown): MarketAnswer =>
    withRows((rows) =>
      rows.map((row, index) => (index < (count ?? Infinity) ? change(asObject(row)) : row)),
    );
  switch (fault.kind) {
    case 'wrong-shape':
      return { ...answer, body: answer.body.startsWith('[') ? '{"data":"moved"}' : '["moved"]' };
    case 'flood':
      return { ...answer, body: answer.body + ' '.repeat(fault.bytes) };
    case 'empty-list':
      return withRows(() => []);
    case 'bad-rows':
      return withFirst(fault.rows, () => ({ broken: true }));
    case 'missing-field':
      return withFirst(fault.rows, (row) =>
        Object.fromEntries(Object.entries(row).filter(([field]) => field !== fault.field)),
      );
    case 'null-field':
      return withFirst(fault.rows, (row) => ({ ...row, [fault.field]: null }));
    case 'renamed-field':
      return withFirst(fault.rows, (row) =>
        Object.fromEntries(
          Object.entries(row).map(([field, value]: [string, unknown]) => [
            field === fault.field ? fault.to : field,
            value,
          ]),
        ),
      );
    case 'other-type':
      return withFirst(fault.rows, (row) => {
        const value: unknown = Reflect.get(row, fault.field);
        return { ...row, [fault.field]: typeof value === 'string' ? Number(value) : String(value) };
      });
    case 'no-header':
      return { ...answer, headers: withoutHeader(answer.headers, fault.header) };
    case 'redirect':
      return { status: fault.status ?? 302, headers: { location: fault.to }, body: '' };
    case 'byte-order-mark':
      return { ...answer, body: `\uFEFF${answer.body}` };
    case 'extra-fields':
      return withFirst(undefined, (row) => ({ ...row, newField: { a: [1] } }));
    case 'wrong-types':
      return withFirst(undefined, (row) =>
        Object.fromEntries(
          Object.entries(row).map(([field, value]: [string, unknown]) => [field, { value }]),
        ),
      );
    default:
      return answer;
  }
}

function withoutHeader(headers: MarketAnswer['headers'], header: string): MarketAnswer['headers'] {
  const gone = header.toLowerCase();
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.toLowerCase() !== gone),
  );
}

function isJson({ headers }: MarketAnswer): boolean {
  return headers['content-type']?.includes('json') ?? false;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asObject(row: unknown): object {
  return typeof row === 'object' && row !== null ? row : {};
}

/**
 * Maps the lists of an answer: at the top level, one level down, deeper in an envelope, or in each of several answers;
 * an object without lists counts as a list of one.
 */
function mapLists(value: unknown, change: (rows: unknown[]) => unknown[]): unknown {
  if (Array.isArray(value)) {
    const isSeveral = value.some((part) => Array.isArray(part));
    return isSeveral ? value.map((part) => mapLists(part, change)) : change(value);
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries: [string, unknown][] = Object.entries(value);
  const isList = (field: unknown): field is unknown[] =>
    Array.isArray(field) && typeof field[0] === 'object';
  if (!entries.some(([, field]) => isList(field))) {
    const envelope = entries.find(
      ([, field]) => isObject(field) && Object.values(field).some(isList),
    );
    if (envelope === undefined) return change([value])[0] ?? {};
    return { ...value, [envelope[0]]: mapLists(envelope[1], change) };
  }
  return Object.fromEntries(
    entries.map(([key, field]) => [key, isList(field) ? change(field) : field]),
  );
}
