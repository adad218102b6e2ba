/** Names of exported files: what, which venues, when, how fine, and which version wrote it. Times in UTC. */
import type { ExportFormat, Grain } from '../domain/jobs';

export interface NamedExport {
  venues: readonly string[];
  format: ExportFormat;
  /** The extension's; absent: unknown. */
  version?: string | undefined;
}

/** `pressure-board-binance-okx-2026-03-29-0030Z-v0.1.0.csv` */
export function boardFile({ venues, format, version }: NamedExport, atMs: number): string {
  return `${joined('pressure-board', ...venues, momentOf(atMs), versionOf(version))}.${format}`;
}

export interface HistoryStretch {
  fromMs: number;
  /** After `nowMs` where the last period is not over. */
  endMs: number;
  nowMs: number;
  grain: Grain;
  /** From 1, of a table that is split into sheets; null: not split. */
  part: number | null;
}

/** `pressure-history-binance-2026-03-01-to-2026-03-29-0030Z-hourly-v0.1.0.csv` */
export function historyFile(
  { venues, format, version }: NamedExport,
  { fromMs, endMs, nowMs, grain, part }: HistoryStretch,
): string {
  const name = joined(
    'pressure-history',
    ...venues,
    `${dayOf(fromMs)}-to-${endMs > nowMs ? momentOf(nowMs) : dayOf(endMs - 1)}`,
    { all: 'samples', hour: 'hourly', day: 'daily' }[grain],
    versionOf(version),
    part === null ? '' : `part-${part}`,
  );
  return `${name}.${format}`;
}

export function backupName(nowMs: number, version?: string): string {
  return `${joined('pressure-backup', momentOf(nowMs), versionOf(version))}.dpsbackup`;
}

/** `2026-03-29-0030Z`: no colons, which Windows does not allow. */
function momentOf(atMs: number): string {
  const text = new Date(atMs).toISOString();
  return `${text.slice(0, 10)}-${text.slice(11, 13)}${text.slice(14, 16)}Z`;
}

function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}

function versionOf(version: string | undefined): string {
  return version === undefined ? '' : `v${version}`;
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('-');
}
