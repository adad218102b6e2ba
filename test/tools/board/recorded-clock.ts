/** The newest time stated by recorded bodies: the clock of a replay. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { textOfFile } from '../../../lib/domain/foreign-text';

/** Fields with the time of an answer or a row; not those with future times (funding, delivery). */
const STATED = new Set(['time', 'timestamp', 'ts', 'serverTime', 'updateTime', 'closeTime']);

/** ms since 1970; now when no body states a time. */
export function recordedNowMs(...folders: readonly string[]): number {
  let newestMs = 0;
  for (const file of folders.flatMap(jsonFiles)) {
    newestMs = Math.max(newestMs, newestIn(bodyIn(file)));
  }
  return newestMs === 0 ? Date.now() : newestMs;
}

/** Invalid JSON states no time: the error is reported when the body is requested. */
function bodyIn(file: string): unknown {
  try {
    return JSON.parse(textOfFile(readFileSync(file)));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function newestIn(value: unknown): number {
  if (Array.isArray(value)) {
    // Rows that are plain lists begin with their time.
    const rowTimeMs = typeof value[0] === 'string' ? asTimeMs(value[0]) : 0;
    return value.reduce<number>((newest, item) => Math.max(newest, newestIn(item)), rowTimeMs);
  }
  if (typeof value !== 'object' || value === null) return 0;
  let newestMs = 0;
  for (const [key, field] of Object.entries(value)) {
    const fieldMs = STATED.has(key) ? asTimeMs(field) : newestIn(field);
    newestMs = Math.max(newestMs, fieldMs);
  }
  return newestMs;
}

/** ms or s since 1970, as a number or as text; 0 when it is no time. */
function asTimeMs(value: unknown): number {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (typeof number !== 'number') return 0;
  if (number > 1.4e12 && number < 4.1e12) return number;
  return number > 1.4e9 && number < 4.1e9 ? number * 1000 : 0;
}

function jsonFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return jsonFiles(path);
    return name.endsWith('.json') ? [path] : [];
  });
}
