/**
 * Time zones and locales under which the whole check has to pass: distant zones, half-hour offsets, Turkish casing, a
 * decimal comma.
 */
import { runCommand } from './run-command';

export interface Clock {
  name: string;
  env: Readonly<Record<string, string>>;
}

/** `LC_ALL` and `LANGUAGE` override `LANG`, and may be set already. */
const language = (locale: string) => ({ LANG: locale, LC_ALL: locale, LANGUAGE: locale });

export const CLOCKS: readonly Clock[] = [
  { name: 'auckland', env: { TZ: 'Pacific/Auckland' } },
  { name: 'st-johns', env: { TZ: 'America/St_Johns' } },
  { name: 'kolkata', env: { TZ: 'Asia/Kolkata' } },
  { name: 'turkish', env: language('tr_TR.UTF-8') },
  { name: 'german', env: language('de_DE.UTF-8') },
];

/** Throws an error with all names when the clock is unknown. */
export function clockNamed(name: string): Clock {
  const clock = CLOCKS.find((each) => each.name === name);
  if (clock !== undefined) return clock;
  const names = CLOCKS.map((each) => each.name).join(', ');
  throw new Error(`There is no clock named ${name}; there are ${names}.`);
}

/** Rotates with the number of commits: a commit is always checked under the same clock. */
export function clockInTurn(commits: number): Clock {
  const clock = CLOCKS[commits % CLOCKS.length];
  if (clock === undefined) throw new Error('There are no clocks.');
  return clock;
}

/** Number of commits of the checkout; 0 when git does not tell. */
export async function commitCount(directory: string): Promise<number> {
  const { code, stdout } = await runCommand('git', ['rev-list', '--count', 'HEAD'], {
    cwd: directory,
  });
  return code === 0 ? Number(stdout) : 0;
}

/** `TZ=Asia/Kolkata`, as typed in a shell. */
export function clockWords({ env }: Clock): string {
  return Object.entries(env)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ');
}
