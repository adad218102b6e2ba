/**
 * `tsx recorded-build.ts chrome|firefox`: builds like `wxt build`, and records for each entry its modules after all
 * plugins, and its output. See test/unit/project/libraries.test.ts.
 */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Plugin } from 'vite';
import { build } from 'wxt';
import { PROJECT_DIR, recordFile } from './build';

export interface BuildRecord {
  /** SHA-256 of the code by output file. */
  written: Record<string, string>;
  /** By entry: SHA-256 of each module's code, by the module's path. */
  modules: Record<string, Record<string, string>>;
}

export function sha256(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}

function recorder({ written, modules }: BuildRecord): Plugin {
  const given: Record<string, string> = {};
  return {
    name: 'recorder',
    enforce: 'post',
    moduleParsed({ id, code }) {
      given[id] = sha256(code ?? '');
    },
    writeBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk') continue;
          written[chunk.fileName] = sha256(chunk.code);
          if (chunk.isEntry) modules[chunk.fileName] = given;
        }
      },
    },
  };
}

if (basename(process.argv[1] ?? '') === 'recorded-build.ts') {
  const target = process.argv[2] === 'firefox' ? 'firefox' : 'chrome';
  const record: BuildRecord = { written: {}, modules: {} };
  await build({
    root: PROJECT_DIR,
    browser: target,
    manifestVersion: 3,
    vite: () => ({ plugins: [recorder(record)] }),
  });
  await writeFile(recordFile(target), JSON.stringify(record));
}
