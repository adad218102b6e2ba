/**
 * Answers requests from recorded bodies in a folder: `DIR/<host>/<path>.json`, or `<path>@k=v&k2=v2.json` for answers
 * that depend on query parameters or fields of a POST body. Of the files whose pairs all occur in the request, the one
 * with most pairs is used; without any, the venue's own not-found response.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { textOfFile } from '../../../lib/domain/foreign-text';
import { notFoundAnswer } from './not-found';

/** `nowMs`: the time stated in the answers' headers. */
export function replayFetch(folder: string, nowMs: number) {
  return (url: string, init: RequestInit): Promise<Response> => {
    init.signal?.throwIfAborted();
    const { host, pathname, searchParams } = new URL(url);
    const pairs = new Map(searchParams);
    for (const [key, value] of bodyFields(init.body)) pairs.set(key, value);
    const file = bestFile(join(folder, host, decodeURIComponent(pathname)), pairs);
    if (file === null) return Promise.resolve(notFoundAnswer(host));
    const headers = { 'content-type': 'application/json', date: new Date(nowMs).toUTCString() };
    return Promise.resolve(new Response(textOfFile(readFileSync(file)), { headers }));
  };
}

function bodyFields(body: RequestInit['body']): [string, string][] {
  if (typeof body !== 'string') return [];
  const fields: unknown = JSON.parse(body);
  if (typeof fields !== 'object' || fields === null) return [];
  return Object.entries(fields).map(([key, value]) => [key, String(value)]);
}

function bestFile(path: string, pairs: ReadonlyMap<string, string>): string | null {
  const parent = dirname(path);
  if (!existsSync(parent)) return null;
  let best: { name: string; count: number } | null = null;
  for (const name of readdirSync(parent)) {
    const wanted = pairsOf(name, basename(path));
    if (wanted === null) continue;
    const matches = wanted.every(([key, value]) => pairs.get(key) === value);
    if (matches && (best === null || wanted.length > best.count)) {
      best = { name, count: wanted.length };
    }
  }
  return best && join(parent, best.name);
}

/** The pairs in a file's name; null when the file is for another path. */
function pairsOf(name: string, path: string): [string, string][] | null {
  if (!name.endsWith('.json')) return null;
  const stem = name.slice(0, -'.json'.length);
  if (stem === path) return [];
  if (!stem.startsWith(`${path}@`)) return null;
  return [...new URLSearchParams(stem.slice(path.length + 1))];
}
