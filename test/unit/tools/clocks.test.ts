import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROJECT_DIR } from '../../tools/build';
import { CLOCKS, clockInTurn, clockNamed, clockWords, commitCount } from '../../tools/clock-list';
import { runCommand } from '../../tools/run-command';

it('takes every clock in turn, by the number of commits', () => {
  const turns = Array.from({ length: CLOCKS.length }, (_, commit) => clockInTurn(1_000 + commit));
  expect(new Set(turns)).toEqual(new Set(CLOCKS));
  expect(clockInTurn(7)).toBe(clockInTurn(7));
});

it('names what there is when asked for what there is not', () => {
  expect(clockWords(clockNamed('kolkata'))).toBe('TZ=Asia/Kolkata');
  expect(() => clockNamed('mars')).toThrow('auckland, st-johns, kolkata, turkish, german');
});

it('counts no commits where there is no checkout', async () => {
  expect(await commitCount('/')).toBe(0);
});

it.each(CLOCKS)('$name is a clock or a language of its own to Node', async ({ env }) => {
  const script = `const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions();
    process.stdout.write(timeZone + ' ' + locale);`;
  const { stdout } = await runCommand(process.execPath, ['-e', script], { env: { ...env } });
  const [zone, locale] = stdout.split(' ');
  const language = `${locale?.replace('-', '_')}.UTF-8`;
  const seen = {
    TZ: zone?.replace('Calcutta', 'Kolkata'),
    ...{ LANG: language, LANGUAGE: language, LC_ALL: language },
  };
  expect(env).not.toEqual({});
  expect(seen).toMatchObject(env);
});

it('are the same on GitHub', () => {
  const workflow = readFileSync(join(PROJECT_DIR, '.github/workflows/scheduled.yml'), 'utf8');
  const names = CLOCKS.map(({ name }) => name).join(', ');
  expect(workflow).toContain(`clock: [${names}]`);
});
