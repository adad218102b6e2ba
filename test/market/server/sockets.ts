/** The market on loopback: over HTTP the host is the first part of the path, over HTTPS it is in the Host header. */
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { certificateFor } from './certificate';
import { answerControl } from './control';
import type { MarketCore } from './market';
import { Packer, send } from './send';

export interface Sockets {
  httpPort: number;
  httpsPort: number;
  certificateSpki: string;
  close(): Promise<void>;
}

export interface SocketOptions {
  /** 0 or absent: any free port. */
  httpPort?: number;
  httpsPort?: number;
}

export async function openSockets(core: MarketCore, options: SocketOptions): Promise<Sockets> {
  const packer = new Packer();
  const certificate = await certificateFor(core.hosts);
  const plain = createServer(
    listener(async (request, response) => {
      const url = new URL(`http://127.0.0.1${request.url ?? '/'}`);
      const [, host = '', ...rest] = url.pathname.split('/');
      if (host === '_control') return answerControl(core, rest.join('/'), request, response);
      url.pathname = `/${rest.join('/')}`;
      return serve(core, packer, request, response, host, url);
    }),
  );
  const secure = createSecureServer(
    { key: certificate.key, cert: certificate.cert },
    listener((request, response) => {
      const host = (request.headers.host ?? '').replace(/:\d+$/, '');
      const url = new URL(`https://127.0.0.1${request.url ?? '/'}`);
      return serve(core, packer, request, response, host, url);
    }),
  );
  const close = async () => {
    await Promise.all([plain, secure].map(closeServer));
  };
  const opened = await Promise.allSettled([
    listen(plain, options.httpPort ?? 0),
    listen(secure, options.httpsPort ?? 0),
  ]);
  const [http, https] = opened;
  if (http.status === 'fulfilled' && https.status === 'fulfilled') {
    const [httpPort, httpsPort] = [http.value, https.value];
    return { httpPort, httpsPort, certificateSpki: certificate.spki, close };
  }
  // A listening server would keep the process and its port.
  await close();
  throw opened.find((each) => each.status === 'rejected')?.reason;
}

async function serve(
  core: MarketCore,
  packer: Packer,
  request: IncomingMessage,
  response: ServerResponse,
  host: string,
  url: URL,
): Promise<void> {
  if (core.latencyMs > 0) await wait(core.latencyMs);
  const answered = core.answer({
    method: request.method ?? 'GET',
    host,
    path: decoded(url.pathname),
    query: url.searchParams,
    body: await text(request),
    client: request.socket.remoteAddress ?? '',
    origin: request.headers.origin,
  });
  await send(answered, request.headers['accept-encoding'] ?? '', packer, response);
}

/** A path in invalid UTF-8 stays as it is, and is unknown then. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
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
