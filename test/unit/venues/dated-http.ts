/** A client that answers with one body, dated by its header: for venues whose bodies do not say when they were made. */
import type { HttpClient } from '../../../lib/http/client';

export const signal = new AbortController().signal;
export const NOW_MS = Date.UTC(2026, 2, 10, 12, 34, 56);

export function http(
  json: unknown,
  date: string | null = new Date(NOW_MS).toUTCString(),
): HttpClient {
  const headers = new Headers(date === null ? {} : { date });
  return () => Promise.resolve({ json, status: 200, headers });
}
