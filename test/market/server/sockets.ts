/** The market on loopback: HTTP with the host as the path's first part, HTTPS by the Host header. */
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { certificateFor } from './certificate';
import { answerControl } from './control';
import type { MarketCore } from './market';

export interface Sockets {
  httpPort: number;
  httpsPort: number;
  certificateSpki: string;
  close(): Promise<void>;
}

export interface SocketOptions {
  httpPort?: number;
  httpsPort?: number;
  latencyMs?: number;
}

export async function openSockets(core: MarketCore, options: SocketOptions): Promise<Sockets> {
  const latencyMs = options.latencyMs ?? 0;
  const certificate = await certificateFor(core.hosts);
  const plain = createServer(
    listener(async (request, response) => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const [, host = '', ...rest] = url.pathname.split('/');
      if (host === '_control') return answerControl(core, rest.join('/'), request, response);
      return serve(
        core,
        latencyMs,
        request,
        response,
        host,
        `/${rest.join('/')}`,
        url.searchParams,
      );
    }),
  );
  const secure = createSecureServer(
    { key: certificate.key, cert: certificate.cert },
    listener(async (request, response) => {
      const host = (request.headers.host ?? '').replace(/:\d+$/, '');
      const url = new URL(request.url ?? '/', 'https://127.0.0.1');
      return serve(core, latencyMs, request, response, host, url.pathname, url.searchParams);
    }),
  );
  const [httpPort, httpsPort] = await Promise.all([
    listen(plain, options.httpPort ?? 0),
    listen(secure, options.httpsPort ?? 0),
  ]);
  return {
    httpPort,
    httpsPort,
    certificateSpki: certificate.spki,
    close: async () => {
      await Promise.all([plain, secure].map(closeServer));
    },
  };
}

async function serve(
  core: MarketCore,
  latencyMs: number,
  request: IncomingMessage,
  response: ServerResponse,
  host: string,
  path: string,
  query: URLSearchParams,
): Promise<void> {
  if (latencyMs > 0) await wait(latencyMs);
  const body = (await buffer(request)).toString('utf8');
  const { answer, fault } = core.answer({
    method: request.method ?? 'GET',
    host,
    path: decodeURIComponent(path),
    query,
    body,
    client: request.socket.remoteAddress ?? '',
  });
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'slow') await wait(fault.ms);
  const accepts = request.headers['accept-encoding'] ?? '';
  const isPacked = accepts.includes('gzip') && answer.body.length > 1_000;
  const bytes = isPacked ? gzipSync(answer.body, { level: 1 }) : Buffer.from(answer.body);
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(isPacked && { 'content-encoding': 'gzip' }),
    'content-length': bytes.length,
    date: new Date(core.clock.now() + core.venueSkewMs).toUTCString(),
  });
  if (fault?.kind === 'truncate') {
    response.write(bytes.subarray(0, bytes.length >> 1));
    await wait(20);
    response.destroy();
  } else response.end(bytes);
}

function listener(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): RequestListener {
  return (request, response) => {
    handle(request, response).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  };
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) =>
    server.close(() => {
      resolve();
    }),
  );
}
