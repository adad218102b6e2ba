/** Clocks and languages that the whole check has to pass under: far zones, those off by half hours, another i, a comma. */
import { runCommand } from './run-command';

export interface Clock {
  name: string;
  env: Readonly<Record<string, string>>;
}

/** Before `LANG` comes what may be set already. */
const language = (locale: string) => ({ LANG: locale, LC_ALL: locale, LANGUAGE: locale });

export const CLOCKS: readonly Clock[] = [
  { name: 'auckland', env: { TZ: 'Pacific/Auckland' } },
  { name: 'st-johns', env: { TZ: 'America/St_Johns' } },
  { name: 'kolkata', env: { TZ: 'Asia/Kolkata' } },
  { name: 'turkish', env: language('tr_TR.UTF-8') },
  { name: 'german', env: language('de_DE.UTF-8') },
];

/** Throws an error that lists the names when there is no such clock. */
export function clockNamed(name: string): Clock {
  const clock = CLOCKS.find((each) => each.name === name);
  if (clock !== undefined) return clock;
  const names = CLOCKS.map((each) => each.name).join(', ');
  throw new Error(`There is no clock named ${name}; there are ${names}.`);
}

/** One after the other as commits come: the same commit is always checked under the same clock. */
export function clockInTurn(commits: number): Clock {
  const clock = CLOCKS[commits % CLOCKS.length];
  if (clock === undefined) throw new Error('There are no clocks.');
  return clock;
}

/** How many commits the checkout has; 0 where git does not say. */
export async function commitCount(directory: string): Promise<number> {
  const { code, stdout } = await runCommand('git', ['rev-list', '--count', 'HEAD'], {
    cwd: directory,
  });
  return code === 0 ? Number(stdout) : 0;
}

/** `TZ=Asia/Kolkata`, as one would type it. */
export function clockWords({ env }: Clock): string {
  return Object.entries(env)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ');
}
