/** How commands fail: one sentence on standard error, and exit code 1. */
import { plain } from '../../lib/domain/foreign-text';

/** With `DEBUG=1` in the environment the stack is shown, too. */
export async function runTool(work: () => void | Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(`error: ${sentenceOf(error)}`);
    if (process.env['DEBUG'] === '1') console.error(error);
    process.exitCode = 1;
  }
}

/** A readable message for common errors. Foreign text in it is escaped for the terminal. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return plain(String(error), 500);
  const { code, path, port } = details(error);
  const words = code === undefined ? undefined : WORDS[code];
  const what = port === undefined ? path : `port ${port}`;
  const sentence = words === undefined || what === undefined ? error.message : `${what} ${words}`;
  // The output of a failed build has several lines.
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

/** Node's error details for a file or a port. */
function details(error: Error): { code?: string; path?: string; port?: string } {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const path = 'path' in error && typeof error.path === 'string' ? error.path : undefined;
  const port = 'port' in error && typeof error.port === 'number' ? String(error.port) : undefined;
  return { ...(code && { code }), ...(path && { path }), ...(port && { port }) };
}
