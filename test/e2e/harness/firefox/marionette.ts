/** Firefox's remote protocol: length-prefixed JSON over TCP, one answer per command, in order. */
import { connect, type Socket } from 'node:net';
import { waitFor } from '../wait';

/** Splits complete `length:json` packets off the front of `bytes`; `rest` is incomplete. */
export function splitPackets(bytes: Buffer): { packets: unknown[]; rest: Buffer } {
  const packets: unknown[] = [];
  let rest = bytes;
  for (;;) {
    const colon = rest.indexOf(':');
    if (colon < 0) return { packets, rest };
    const end = colon + 1 + Number(rest.toString('latin1', 0, colon));
    if (rest.length < end) return { packets, rest };
    packets.push(JSON.parse(rest.toString('utf8', colon + 1, end)));
    rest = rest.subarray(end);
  }
}

/** `[1, id, error, result]` */
type Answer = [number, number, { error: string; message: string } | null, unknown];

export class Marionette {
  private lastId = 0;
  private readonly waiting = new Map<number, (answer: Answer) => void>();

  private constructor(private readonly socket: Socket) {
    let rest: Buffer = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      const split = splitPackets(Buffer.concat([rest, chunk]));
      rest = split.rest;
      for (const packet of split.packets) {
        // The greeting is an object; answers are arrays.
        if (Array.isArray(packet)) this.settle(packet as Answer);
      }
    });
    socket.on('close', () => {
      for (const id of this.waiting.keys()) {
        this.settle([1, id, { error: 'closed', message: 'Firefox closed the connection' }, null]);
      }
    });
    socket.on('error', () => socket.destroy());
  }

  /** Waits up to 30 s for Firefox to listen on a loopback port. */
  static async connect(port: number): Promise<Marionette> {
    const attempt = (): Promise<Socket | null> =>
      new Promise((resolve) => {
        const socket = connect(port, '127.0.0.1');
        socket.once('connect', () => {
          resolve(socket);
        });
        socket.once('error', () => {
          resolve(null);
        });
      });
    return new Marionette(await waitFor(attempt, { what: `Firefox to listen on port ${port}` }));
  }

  /** Throws the protocol's error with the command's name. */
  send(command: string, parameters: Record<string, unknown> = {}): Promise<unknown> {
    const id = ++this.lastId;
    const packet = JSON.stringify([0, id, command, parameters]);
    return new Promise((resolve, reject) => {
      this.waiting.set(id, ([, , error, result]) => {
        if (error === null) resolve(result);
        else reject(new Error(`${command}: ${error.error}: ${error.message}`));
      });
      this.socket.write(`${Buffer.byteLength(packet)}:${packet}`);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private settle(answer: Answer): void {
    const settle = this.waiting.get(answer[1]);
    this.waiting.delete(answer[1]);
    settle?.(answer);
  }
}
