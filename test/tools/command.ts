/** How every command ends that cannot do what it was asked: with one sentence on standard error, and 1. */
import { plain } from '../../lib/domain/foreign-text';

/** `DEBUG=1` in the environment shows where it happened, too. */
export async function runTool(work: () => void | Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(`error: ${sentenceOf(error)}`);
    if (process.env['DEBUG'] === '1') console.error(error);
    process.exitCode = 1;
  }
}

/** In words, what people run into; what others wrote in it moves no terminal. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return plain(String(error), 500);
  const { code, path, port } = details(error);
  const words = code === undefined ? undefined : WORDS[code];
  const what = port === undefined ? path : `port ${port}`;
  const sentence = words === undefined || what === undefined ? error.message : `${what} ${words}`;
  // A build that fails says where, in lines of its own.
  return sentence
    .split('\n')
    .map((line) => plain(line, 500))
    .join('\n');
}

const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'is not open to you',
  EADDRINUSE: 'is taken by another program: name another one',
  ENOENT: 'does not exist',
  ENOTDIR: 'is a file, not a folder',
  EPERM: 'is not open to you',
};

/** What Node says of a file or a port. */
function details(error: Error): { code?: string; path?: string; port?: string } {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const path = 'path' in error && typeof error.path === 'string' ? error.path : undefined;
  const port = 'port' in error && typeof error.port === 'number' ? String(error.port) : undefined;
  return { ...(code && { code }), ...(path && { path }), ...(port && { port }) };
}
