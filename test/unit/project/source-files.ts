/** The project's own files, for tests of the code itself. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { PROJECT_DIR } from '../../tools/build';

export interface SourceFile {
  /** Relative to the project's folder, with forward slashes. */
  path: string;
  text: string;
}

export function filesIn(folders: readonly string[], extension: RegExp): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(PROJECT_DIR, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && extension.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => ({
        path: relative(PROJECT_DIR, path).split(sep).join('/'),
        text: readFileSync(path, 'utf8'),
      })),
  );
}
