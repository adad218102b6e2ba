/** Replies of the HTTP client from one body. */
import type { HttpClient, HttpReply } from '../../../lib/http/client';

export const signal = new AbortController().signal;
export const NOW_MS = Date.UTC(2026, 2, 10, 12, 34, 56);

/** Sent and received at `atMs` on this machine's clock. */
export function reply(json: unknown, headers = new Headers(), atMs = NOW_MS): HttpReply {
  return { json, status: 200, headers, sentAtMs: atMs, receivedAtMs: atMs };
}

/** A client with one answer, dated by its header: for venues whose bodies state no time. */
export function http(
  json: unknown,
  date: string | null = new Date(NOW_MS).toUTCString(),
  atMs = NOW_MS,
): HttpClient {
  const headers = new Headers(date === null ? {} : { date });
  return () => Promise.resolve(reply(json, headers, atMs));
}
