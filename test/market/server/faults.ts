/** What can go wrong on demand: the next `times` requests whose host and path match are answered otherwise. */
import type { MarketAnswer, MarketRequest } from '../venues/venue';

export type FaultKind =
  /** A status with a body of the venue's kind or of its doorkeeper's. */
  | { kind: 'status'; status: number; retryAfterS?: number | undefined; body?: string | undefined }
  /** Accepts, and never answers. */
  | { kind: 'hang' }
  /** Half of the body, then the connection is cut. */
  | { kind: 'truncate' }
  /** JSON of another shape. */
  | { kind: 'wrong-shape' }
  /** The list's rows lose a field, or the `rows` first ones only. */
  | { kind: 'bad-rows'; rows: number }
  | { kind: 'empty-list' }
  | { kind: 'extra-fields' }
  | { kind: 'slow'; ms: number };

export interface Fault {
  /** Substring of `host + path`; empty matches all. */
  match: string;
  /** Endless when absent. */
  times?: number | undefined;
  fault: FaultKind;
}

const HTML =
  '<!doctype html><html><head><title>Blocked</title></head><body>Request blocked.</body></html>';
const REGION = '{"code":0,"msg":"Not offered from a restricted location."}';

export class Faults {
  private faults: Fault[] = [];

  add(fault: Fault): void {
    this.faults.push({ ...fault });
  }

  clear(): void {
    this.faults = [];
  }

  /** The fault that this request meets, if any; uses up one of its times. */
  take(request: MarketRequest): FaultKind | null {
    const found = this.faults.find(
      ({ match, times }) => `${request.host}${request.path}`.includes(match) && times !== 0,
    );
    if (found === undefined) return null;
    if (found.times !== undefined) found.times -= 1;
    return found.fault;
  }
}

/** The answer that a fault makes of a good one. Hanging, cutting and slowness are the server's to play. */
export function spoiled(answer: MarketAnswer, fault: FaultKind): MarketAnswer {
  const json = (value: unknown): MarketAnswer => ({ ...answer, body: JSON.stringify(value) });
  switch (fault.kind) {
    case 'status':
      return statusAnswer(fault);
    case 'wrong-shape':
      return json({ data: 'moved' });
    case 'empty-list':
      return json(mapLists(parse(answer), () => []));
    case 'bad-rows':
      return json(
        mapLists(parse(answer), (rows) =>
          rows.map((row, index) => (index < fault.rows ? { broken: true } : row)),
        ),
      );
    case 'extra-fields':
      return json(
        mapLists(parse(answer), (rows) =>
          rows.map((row) => ({ ...asObject(row), newField: { a: [1] } })),
        ),
      );
    default:
      return answer;
  }
}

function statusAnswer(fault: Extract<FaultKind, { kind: 'status' }>): MarketAnswer {
  const isHtml = fault.status === 403 || fault.status >= 500;
  const own =
    fault.status === 451 ? REGION : isHtml ? HTML : '{"code":-1003,"msg":"Too many requests."}';
  return {
    status: fault.status,
    headers: {
      'content-type': isHtml ? 'text/html' : 'application/json',
      ...(fault.retryAfterS !== undefined && { 'retry-after': String(fault.retryAfterS) }),
    },
    body: fault.body ?? own,
  };
}

function parse(answer: MarketAnswer): unknown {
  return JSON.parse(answer.body);
}

function asObject(row: unknown): object {
  return typeof row === 'object' && row !== null ? row : {};
}

/** A list at the top, or those one level down. */
function mapLists(value: unknown, change: (rows: unknown[]) => unknown[]): unknown {
  if (Array.isArray(value)) return change(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]: [string, unknown]) => [
      key,
      Array.isArray(field) && typeof field[0] === 'object' ? change(field) : field,
    ]),
  );
}
