/** The workers' findings, one line each, in a file that the workers and the command read: any process may be killed. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Entry {
  /**
   * `try`: a worker is about to run a test with the mutant; `killed`: a test failed with it; `covered`: a test runs it;
   * `broken`: a test fails without any mutant; `done`: a worker is idle.
   */
  what: 'try' | 'killed' | 'covered' | 'static' | 'broken' | 'done';
  pid: number;
  /** The mutant's id, or the test's name for `broken`. */
  id: string;
}

export class Journal {
  readonly file: string;

  constructor(folder: string) {
    this.file = join(folder, 'journal.txt');
  }

  add(what: Entry['what'], ...ids: readonly string[]): void {
    if (ids.length === 0) return;
    const lines = ids.map((id) => `${what} ${process.pid} ${id}\n`);
    appendFileSync(this.file, lines.join(''));
  }

  read(): Entry[] {
    if (!existsSync(this.file)) return [];
    const lines = readFileSync(this.file, 'utf8').split('\n').filter(Boolean);
    return lines.map((line) => {
      const [what = '', pid = '', ...id] = line.split(' ');
      return { what: what as Entry['what'], pid: Number(pid), id: id.join(' ') };
    });
  }

  ids(what: Entry['what']): Set<string> {
    return new Set(this.read().flatMap((entry) => (entry.what === what ? [entry.id] : [])));
  }
}
