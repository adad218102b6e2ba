/** `http://127.0.0.1:P/_control/…`: time and faults for tests and people in another process. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import type { MarketCore } from './market';

const clock = z.object({ advanceMs: z.number().optional(), speed: z.number().min(0).optional() });

const fault = z.object({
  match: z.string(),
  times: z.number().int().optional(),
  fault: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('status'),
      status: z.number().int(),
      retryAfterS: z.number().optional(),
      body: z.string().optional(),
    }),
    z.object({ kind: z.literal('bad-rows'), rows: z.number().int() }),
    z.object({ kind: z.literal('slow'), ms: z.number() }),
    ...(['hang', 'truncate', 'wrong-shape', 'empty-list', 'extra-fields'] as const).map((kind) =>
      z.object({ kind: z.literal(kind) }),
    ),
  ]),
});

/** GET `requests`, `peaks`, `stories`; POST `clock`, `faults`; DELETE `faults`. Answers with JSON. */
export async function answerControl(
  core: MarketCore,
  what: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const reply = (value: unknown, status = 200) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(value));
  };
  switch (`${request.method ?? ''} ${what}`) {
    case 'GET requests':
      return reply(core.requests);
    case 'GET peaks':
      return reply(core.peaks());
    case 'GET stories':
      return reply(core.world.stories);
    case 'POST clock': {
      const change = clock.parse(await json(request));
      if (change.speed !== undefined) core.clock.setSpeed(change.speed);
      if (change.advanceMs !== undefined) core.clock.advance(change.advanceMs);
      return reply({ nowMs: core.clock.now() });
    }
    case 'POST faults':
      core.faults.add(fault.parse(await json(request)));
      return reply({});
    case 'DELETE faults':
      core.faults.clear();
      return reply({});
    default:
      return reply({ error: 'unknown' }, 404);
  }
}
