/** The rooms of lib/, and the tests that hold each of them. */
import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { PROJECT_DIR } from '../build';

/** Tests that hold a room from elsewhere, in folders of test/unit. */
const MORE_TESTS: Readonly<Record<string, readonly string[]>> = {
  board: ['components/board'],
  settings: ['components/options'],
};

/** Every folder of lib/, so that a new one is measured without an entry here. */
export function allRooms(): string[] {
  return readdirSync(join(PROJECT_DIR, 'lib'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** Folders of tests that a room's mutants are run against. */
export function testFolders(room: string): string[] {
  return [room, ...(MORE_TESTS[room] ?? [])]
    .map((folder) => `test/unit/${folder}`)
    .filter((folder) => existsSync(join(PROJECT_DIR, folder)));
}

/** A room's files, from the project's folder. */
export function filesOf(room: string): string[] {
  return readdirSync(join(PROJECT_DIR, 'lib', room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => `lib/${room}/${name.split(sep).join('/')}`)
    .sort();
}
