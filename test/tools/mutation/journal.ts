/** The workers' findings, one line each, in a file that the workers and the command read: any process may be killed. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Entry {
  /**
   * `try`: a worker is about to run a test with the mutant; `killed`: a test failed with it; `covered`: a test runs it;
   * `broken`: a test fails without any mutant; `cost`: what a test takes; `done`: a test file is finished.
   */
  what: 'try' | 'killed' | 'covered' | 'static' | 'broken' | 'cost' | 'done';
  pid: number;
  /** The mutant's id; for `broken` the test's name, for `cost` its id and CPU milliseconds. */
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

  /** CPU milliseconds of each test's first run, by its id. */
  costs(): Map<string, number> {
    return new Map(
      [...this.ids('cost')].map((entry) => {
        const [test = '', costMs = ''] = entry.split(' ');
        return [test, Number(costMs)];
      }),
    );
  }

  ids(what: Entry['what']): Set<string> {
    return new Set(this.read().flatMap((entry) => (entry.what === what ? [entry.id] : [])));
  }
}
