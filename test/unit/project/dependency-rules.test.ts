/** Every dependency rule is seen to fail on a planted breach, and to keep quiet on a tree that breaks none. */
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_DIR } from '../../tools/build';
import { runCommand } from '../../tools/run-command';
import { BREACHES, CLEAN, merged, type Tree } from './planted-breaches';
import { filesIn } from './source-files';

interface Violation {
  rule: { name: string };
  from: string;
  to: string;
}

const CONFIG = join(PROJECT_DIR, '.dependency-cruiser.cjs');
const CLI = join(PROJECT_DIR, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

async function violationsIn(tree: Tree): Promise<Violation[]> {
  const folder = await mkdtemp(join(tmpdir(), 'planted-'));
  try {
    for (const [file, text] of Object.entries(tree)) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    }
    const rooms = ['lib', 'components', 'entrypoints', 'test'];
    const args = [CLI, '--config', CONFIG, '--output-type', 'json', ...rooms];
    const { stdout } = await runCommand(process.execPath, args, { cwd: folder });
    const report = JSON.parse(stdout) as { summary: { violations: Violation[] } };
    return report.summary.violations;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const named = ({ rule, from, to }: Violation): string => `${rule.name}: ${from} → ${to}`;

describe('dependency rules', () => {
  let found: Violation[] = [];

  beforeAll(async () => {
    found = await violationsIn(merged(CLEAN, ...BREACHES.map(({ files }) => files)));
  });

  it('keep quiet where nothing is broken', async () => {
    expect((await violationsIn(CLEAN)).map(named)).toEqual([]);
  });

  it.each(BREACHES.map(({ rule, files }) => [rule, Object.keys(files)[0] ?? '']))(
    '%s names %s',
    (rule, file) => {
      // A module that cannot be reached is named as the target.
      const hits = found.filter((v) => v.rule.name === rule && [v.from, v.to].includes(file));
      expect(hits, found.map(named).join('\n')).not.toEqual([]);
    },
  );

  it('each have a planted breach', async () => {
    const config = (await import(CONFIG)) as { default: { forbidden: { name: string }[] } };
    const rules = config.default.forbidden.map(({ name }) => name).sort();
    expect([...new Set(BREACHES.map(({ rule }) => rule))].sort()).toEqual(rules);
  });
});

interface Wall {
  name: string;
  comment: string;
}

/** By room, what it may import. */
async function walls(): Promise<Map<string, string[]>> {
  const config = (await import(CONFIG)) as { default: { forbidden: Wall[] } };
  const comments = config.default.forbidden
    .filter(({ name }) => name.startsWith('walls-of-'))
    .map(({ comment }) => /^(\S+) imports only (.+)\.$/.exec(comment));
  return new Map(
    comments.map((found) => {
      const [, room = '', allowed = ''] = found ?? [];
      return [room, allowed === 'itself' ? [] : allowed.split(', ')];
    }),
  );
}

describe('what a room may import', () => {
  it('is used by at least one of its files', async () => {
    const unused = [...(await walls())].flatMap(([room, allowed]) => {
      const imported = filesIn([room], /\.tsx?$/).flatMap(({ path, text }) =>
        [...text.matchAll(/(?:from|import\() ?'(\.[^']+)'/g)].map(([, target = '']) =>
          posix.join(posix.dirname(path), target),
        ),
      );
      const isUsed = (other: string) =>
        imported.some((file) => `${file}/`.startsWith(`${other.replace(/\.ts$/, '')}/`));
      return allowed.filter((other) => !isUsed(other)).map((other) => `${room} → ${other}`);
    });
    expect(unused).toEqual([]);
  });

  it('is stated in ARCHITECTURE.md', async () => {
    const text = readFileSync(join(PROJECT_DIR, 'ARCHITECTURE.md'), 'utf8');
    const rows = text.matchAll(/^\| `([\w/-]+)` +\|[^|]+\|([^|]+)\|$/gm);
    const stated = [...rows].map(
      ([, room = '', list = '']) =>
        [room, [...list.matchAll(/`([^`]+)`/g)].map(([, other]) => other)] as const,
    );
    const rooms = await walls();
    expect(stated.filter(([room]) => rooms.has(room))).toEqual([...rooms]);
  });
});
