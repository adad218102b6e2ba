/** `http://127.0.0.1:P/_control/…`: time and faults, for tests and users in another process. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import type { MarketCore } from './market';

const clock = z.strictObject({
  atMs: z.number().optional(),
  advanceMs: z.number().optional(),
  speed: z.number().min(0).optional(),
  /** Skew of all venues' clocks against the market's. */
  venueSkewMs: z.number().optional(),
});

const rows = z.number().int().optional();
const fault = z.strictObject({
  match: z.string(),
  skip: z.number().int().optional(),
  times: z.number().int().optional(),
  fault: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('status'),
      status: z.number().int(),
      retryAfterS: z.number().optional(),
      body: z.string().optional(),
    }),
    z.strictObject({ kind: z.literal('bad-rows'), rows: z.number().int() }),
    z.strictObject({ kind: z.literal('flood'), bytes: z.number().int() }),
    z.strictObject({ kind: z.literal(['missing-field', 'null-field']), field: z.string(), rows }),
    z.strictObject({ kind: z.literal('renamed-field'), field: z.string(), to: z.string(), rows }),
    z.strictObject({ kind: z.literal('other-type'), field: z.string(), rows }),
    z.strictObject({ kind: z.literal(['slow', 'clock-skew']), ms: z.number() }),
    z.strictObject({ kind: z.literal('no-header'), header: z.string() }),
    z.strictObject({
      kind: z.literal('redirect'),
      to: z.string(),
      status: z.number().int().optional(),
    }),
    z.strictObject({ kind: z.literal('truncate'), isChunked: z.boolean().optional() }),
    z.strictObject({
      kind: z.literal([
        'hang',
        'wrong-shape',
        'wrong-types',
        'empty-list',
        'extra-fields',
        'refuse-origin',
      ]),
    }),
  ]),
});

type Reply = [value: unknown, status?: number];

const ACTIONS: Readonly<Record<string, (core: MarketCore, body: unknown) => Reply>> = {
  'GET clock': (core) => [{ nowMs: core.clock.now() }],
  'GET requests': (core) => [core.requests],
  'GET counts': (core) => [core.log.counts()],
  'GET usage': (core) => [core.usage()],
  'GET peaks': (core) => [core.peaks()],
  'GET stories': (core) => [core.stories()],
  'POST clock': setClock,
  'POST faults': addFault,
  'DELETE faults': (core) => [cleared(core.faults)],
  'DELETE requests': (core) => [cleared(core.log)],
};

/** Answers with JSON: the result, `{}`, or `{error}` with 400 or 404. */
export async function answerControl(
  core: MarketCore,
  what: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const action = ACTIONS[`${request.method ?? ''} ${what}`];
  const body = await bodyOf(request);
  const [value, status = 200]: Reply = action?.(core, body) ?? [{ error: 'unknown' }, 404];
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

/** Undefined for invalid JSON, which the schemas reject. */
function bodyOf(request: IncomingMessage): Promise<unknown> {
  return json(request).catch(() => undefined);
}

function cleared(what: { clear(): void }): object {
  what.clear();
  return {};
}

function setClock(core: MarketCore, body: unknown): Reply {
  const { data: change, error } = clock.safeParse(body);
  if (change === undefined) return [{ error: error.message }, 400];
  if (change.speed !== undefined) core.clock.setSpeed(change.speed);
  if (change.atMs !== undefined) core.clock.setTime(change.atMs);
  if (change.advanceMs !== undefined) core.clock.advance(change.advanceMs);
  if (change.venueSkewMs !== undefined) core.venueSkewMs = change.venueSkewMs;
  return [{ nowMs: core.clock.now() }];
}

function addFault(core: MarketCore, body: unknown): Reply {
  const { data, error } = fault.safeParse(body);
  if (data === undefined) return [{ error: error.message }, 400];
  core.faults.add(data);
  return [{}];
}
