/** Runs a command and collects its output. Never throws on a failing exit code: callers decide. */
import { spawn } from 'node:child_process';

export interface CommandResult {
  /** The exit code; null when a signal ended it or it could not start. */
  code: number | null;
  stdout: string;
  /** Both streams in the order of arrival. */
  output: string;
}

export interface CommandOptions {
  cwd?: string;
  env?: Record<string, string>;
  /** Called with each piece of output as it arrives. */
  onOutput?: (text: string) => void;
  signal?: AbortSignal;
}

export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.signal && { signal: options.signal }),
    });
    let stdout = '';
    let output = '';
    const collect = (text: string): void => {
      output += text;
      options.onOutput?.(text);
    };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      collect(text);
    });
    child.stderr.setEncoding('utf8').on('data', collect);
    child.on('error', (error) => {
      resolve({ code: null, stdout, output: output + error.message });
    });
    child.on('close', (code) => {
      resolve({ code, stdout, output });
    });
  });
}
