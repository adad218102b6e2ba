/**
 * Recorded answers of the real exchanges, for developers who have them next to this project. Documented rows are tested
 * separately (`documented-*.test.ts`); these tests check that real answers are read completely.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { needs } from '../../tools/needs';

const FOLDER = join(import.meta.dirname, '../../../../shared/recorded');
const WHAT = 'answers recorded from the exchanges, which are not part of this project';

/** Tests of one venue's recorded answers; `read` returns one of them. */
export function describeRecorded(venue: string, tests: (read: (file: string) => unknown) => void) {
  const folder = join(FOLDER, venue);
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  describe(`${venue}, recorded`, needs(WHAT, existsSync(folder)), () => tests(read));
}
