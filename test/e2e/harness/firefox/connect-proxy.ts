/** A CONNECT proxy on loopback that forwards the market's hosts to the market and rejects all others. */
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { MarketTarget } from '../launch';

export interface ConnectProxy {
  port: number;
  close: () => Promise<void>;
}

export async function startConnectProxy(market: MarketTarget): Promise<ConnectProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((_request, response) => {
    response.writeHead(403).end();
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('connect', (request, client: Socket, head) => {
    client.on('error', () => client.destroy());
    const known = market.hosts.some((host) => request.url === `${host}:443`);
    if (!known) {
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const upstream = connect(market.httpsPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connected\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client);
      client.pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('close', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port');
  return {
    port: address.port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
