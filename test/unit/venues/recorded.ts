/**
 * Answers of the real exchanges, for those who have them beside this project. How a documented row is read, the project
 * tests by itself (`documented-*.test.ts`); these say that what was really sent is read to its last row.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { needs } from '../../tools/needs';

const FOLDER = join(import.meta.dirname, '../../../../shared/recorded');
const WHAT = 'answers recorded from the exchanges, which are not part of this project';

/** Tests of one venue's recorded answers, with what reads one of them. */
export function describeRecorded(venue: string, tests: (read: (file: string) => unknown) => void) {
  const folder = join(FOLDER, venue);
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  describe(`${venue}, recorded`, needs(WHAT, existsSync(folder)), () => tests(read));
}
