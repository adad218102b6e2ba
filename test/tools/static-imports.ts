/** The files that a built module loads before it runs. */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const STATIC_IMPORT =
  /(?:^|[;}\s])(?:import|export)\s*(?:[\w*{][^'"();]*?\bfrom\s*)?["']([^"']+)["']/g;

/** Specifiers of static imports and re-exports in minified or plain JavaScript; `import(…)` is left out. */
export function staticImports(source: string): string[] {
  return [...source.matchAll(STATIC_IMPORT)].map((match) => match[1] ?? '');
}

/** The module files, relative to `directory`: `entries` and their static imports, recursively. */
export async function loadedFiles(
  directory: string,
  entries: readonly string[],
): Promise<string[]> {
  const found = new Set<string>();
  const pending = [...entries];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    for (const specifier of staticImports(await readFile(join(directory, file), 'utf8'))) {
      pending.push(specifier.startsWith('/') ? specifier.slice(1) : join(dirname(file), specifier));
    }
  }
  return [...found].sort();
}

/** Module scripts of a built HTML page. */
export function moduleScripts(html: string): string[] {
  return [...html.matchAll(/<script\b[^>]*\bsrc="\/?([^"]+)"/g)].map((match) => match[1] ?? '');
}
