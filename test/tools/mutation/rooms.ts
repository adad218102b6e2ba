/** The rooms of lib/ and the tests of each. */
import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { PROJECT_DIR } from '../build';

/** Further test folders of a room in test/unit. */
const MORE_TESTS: Readonly<Record<string, readonly string[]>> = {
  board: ['components/board'],
  settings: ['components/options'],
};

/** Every folder of lib/, so that a new one needs no entry here. */
export function allRooms(): string[] {
  return readdirSync(join(PROJECT_DIR, 'lib'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** Test folders that a room's mutants are run against. */
export function testFolders(room: string): string[] {
  return [room, ...(MORE_TESTS[room] ?? [])]
    .map((folder) => `test/unit/${folder}`)
    .filter((folder) => existsSync(join(PROJECT_DIR, folder)));
}

/** A room's files, relative to the project's folder. */
export function filesOf(room: string): string[] {
  return readdirSync(join(PROJECT_DIR, 'lib', room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => `lib/${room}/${name.split(sep).join('/')}`)
    .sort();
}
