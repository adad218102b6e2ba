/** Commands that are asked for what cannot be: one sentence on standard error, exit code 1, and never a stack. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMarket } from '../../market';
import { moment, numberFrom0, port, wholeNumber } from '../../tools/arguments';
import { entriesFromFile } from '../../tools/board/inputs-file';
import { PROJECT_DIR } from '../../tools/build';
import { sentenceOf } from '../../tools/command';
import { runCommand } from '../../tools/run-command';

const ODD = '\u001b[2JA\u202eB\u009b1m';
/** With a mark before it. */
const MENDED = `\uFEFF${JSON.stringify([
  { symbol: 'BTCUSDT', oi24hPct: 15, fundingPct: 0.05, basisPct: 0.25 },
  { symbol: ODD, oi24hPct: 15 },
])}`;

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commands-'));
  await mkdir(join(folder, 'empty'));
  const files = {
    'mended.json': MENDED,
    'text.json': '\u001b[2Jnot JSON',
    'none.json': '[]',
    'object.json': '{}',
    'field.json': '[{"symbol":"BTCUSDT","oi24hPct":"much"}]',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const wide = Buffer.from(MENDED, 'utf16le');
  await writeFile(join(folder, 'wide.json'), wide);
});

afterAll(() => rm(folder, { recursive: true }));

async function run(script: string, ...args: readonly string[]) {
  const file = join(PROJECT_DIR, `test/${script}.ts`);
  const { code, stdout, output } = await runCommand(
    process.execPath,
    ['--import', 'tsx', file, ...args.map((arg) => arg.replace('DIR', folder))],
    { cwd: PROJECT_DIR, env: { NO_COLOR: '1' } },
  );
  return { code, stdout, said: output.slice(stdout.length) };
}

describe('a command', () => {
  it.each([
    ['tools/market', ['--port', 'abc'], 'Not a whole number from 0 to 65535'],
    ['tools/board', ['--replay', 'DIR/empty'], 'has no recorded answers'],
    ['tools/board', ['--replay', 'DIR/nowhere'], 'nowhere does not exist'],
    ['tools/board', ['--replay', 'DIR/none.json'], 'none.json is a file, not a folder'],
    ['tools/board', ['--inputs', 'DIR/empty'], 'is a folder, not a file'],
    ['tools/clocks', ['mars'], 'Allowed choices are auckland'],
    ['tools/check', ['--nope'], "unknown option '--nope'"],
    ['tools/sizes', ['--nope'], "unknown option '--nope'"],
    ['tools/mutation', ['nowhere'], 'Allowed choices are'],
    ['bench/index', ['nobody'], 'Allowed choices are sizes'],
  ])('%s %j says what is wrong: %s', async (script, args, words) => {
    const { code, stdout, said } = await run(script, ...args);
    expect(said).toContain(words);
    expect(said).toMatch(/^error: .+\n$/);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });

  it('reads what PowerShell writes, and no name in it moves a terminal', async () => {
    const { code, stdout } = await run('tools/board', '--inputs', 'DIR/wide.json');
    expect(code).toBe(0);
    expect(stdout).toContain('BTCUSDT');
    expect(stdout).not.toMatch(/\u001b|\u202e/);
  });

  it('writes each name as it is in JSON, escaped', async () => {
    const { stdout } = await run('tools/board', '--json', '--inputs', 'DIR/wide.json');
    expect(stdout).not.toMatch(/\u001b|\u202e|\u009b/);
    expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ symbol: ODD }));
  });

  it('names a port that another program has, and keeps no other open', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const taken = typeof address === 'object' && address !== null ? address.port : 0;
    try {
      const { code, said } = await run('tools/market', '--port', String(taken));
      expect(said).toBe(`error: port ${taken} is taken by another program: name another one\n`);
      expect(code).toBe(1);
      await expect(startMarket({ httpsPort: taken })).rejects.toThrow('EADDRINUSE');
    } finally {
      other.close();
    }
  });
});

it.each([
  ['nowhere', /nowhere does not exist$/],
  ['empty', /empty is a folder, not a file$/],
  ['text.json', /text\.json is not JSON: “Unexpected token .*”$/],
  ['none.json', /has no rows$/],
  ['object.json', /expected array/],
  ['field.json', /0\.oi24hPct/],
])('the inputs of %s are refused with %s', (name, words) => {
  let said = '';
  try {
    entriesFromFile(join(folder, name));
  } catch (error) {
    said = sentenceOf(error);
  }
  expect(said).toMatch(words);
});

it('reads the inputs of a file with a mark', () => {
  expect(entriesFromFile(join(folder, 'mended.json'))[0]).toMatchObject({ symbol: 'BTCUSDT' });
});

describe('what is given', () => {
  it.each(['abc', '70000', '-1', '', ' ', '0x10', '1e3', '8080.5', '٣', 'NaN'])(
    'is no port: %j',
    (text) => {
      expect(() => port(text)).toThrow('Not a whole number from 0 to 65535.');
    },
  );

  it.each(['fast', '-5', '', 'Infinity', '1e9', '0x1'])('is no number: %j', (text) => {
    expect(() => numberFrom0(text)).toThrow('Not a number from 0 on.');
  });

  it.each(['noon 1', '1', '', '2026-13-01', '2026-03-02 12:00'])('is no time: %j', (text) => {
    expect(() => moment(text)).toThrow('Not a time such as');
  });

  it('is taken as it is meant', () => {
    expect([port('0'), port('65535'), numberFrom0('0.5'), wholeNumber(1, 9)('9')]).toEqual([
      0, 65_535, 0.5, 9,
    ]);
    expect(moment('2026-03-02T12:00Z')).toBe(Date.UTC(2026, 2, 2, 12));
  });
});

it('prints an unexpected error in its own words, on as many lines, and harmlessly', () => {
  expect(sentenceOf(new Error('The build failed:\n\u001b[31mred'))).toBe('The build failed:\nred');
  expect(sentenceOf('\u001b]0;title\u0007text')).toBe('text');
});
