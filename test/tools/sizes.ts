/** Gzip sizes of what each surface loads before it shows anything, checked against a maximum. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { program } from 'commander';
import { ensureBuild } from './build';
import { runTool } from './command';
import { loadedFiles, moduleScripts } from './static-imports';

export interface Size {
  name: string;
  files: string[];
  gzipBytes: number;
  ceilingBytes: number;
}

interface Manifest {
  background: { service_worker: string };
  content_scripts?: { js: string[] }[];
}

/** 1 kB is 1000 bytes. */
export const CEILINGS_KB = { background: 88, popup: 40, badge: 10, 'badge, interactive': 12 };

export async function measureSizes(directory: string): Promise<Size[]> {
  const read = (file: string): Promise<string> => readFile(join(directory, file), 'utf8');
  const manifest = JSON.parse(await read('manifest.json')) as Manifest;
  const entries = {
    background: [manifest.background.service_worker],
    popup: moduleScripts(await read('popup.html')),
    badge: (manifest.content_scripts ?? []).flatMap(({ js }) => js),
    'badge, interactive': ['badge-interactive.js'],
  };
  const size = async (name: keyof typeof entries): Promise<Size> => {
    const files = await loadedFiles(directory, entries[name]);
    const contents = await Promise.all(files.map((file) => readFile(join(directory, file))));
    const gzipBytes = contents.reduce(
      (sum, bytes) => sum + gzipSync(bytes, { level: 9 }).length,
      0,
    );
    return { name, files, gzipBytes, ceilingBytes: CEILINGS_KB[name] * 1000 };
  };
  return Promise.all([
    size('background'),
    size('popup'),
    size('badge'),
    size('badge, interactive'),
  ]);
}

async function main(): Promise<void> {
  program
    .name('npm run sizes --')
    .description('The compressed size of what each surface loads, held under its limit.')
    .parse();
  const sizes = await measureSizes(await ensureBuild('chrome'));
  for (const { name, gzipBytes, ceilingBytes, files } of sizes) {
    const over = gzipBytes > ceilingBytes;
    const kilobytes = (gzipBytes / 1000).toFixed(1).padStart(5);
    console.log(
      `${over ? '✗' : '✓'} ${name.padEnd(18)} ${kilobytes} kB gzip of ${ceilingBytes / 1000} (${files.join(', ')})`,
    );
    if (over || files.length === 0) process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runTool(main);
