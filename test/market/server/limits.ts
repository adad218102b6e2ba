/**
 * Rate limits like a venue's: per address, over a sliding window. Excess is rejected; continuing after rejections leads
 * to a ban.
 */
import type { Charge, Limit } from '../venues/venue';

interface Seen {
  atMs: number;
  units: number;
}

/** The peak use of a limit by one client. */
export interface Usage {
  venue: string;
  limit: string;
  /** In units of the limit, within one window. */
  peakUnits: number;
  units: number;
  windowMs: number;
}

export type Verdict =
  | { kind: 'pass'; used: number }
  | { kind: 'refuse'; limit: Limit; isBan: boolean; retryAfterS: number };

/** Length of the first ban; each further one in a row is twice as long. */
const BAN_MS = 120_000;
/** Rejections before a client that continues is banned. */
const REJECTIONS_BEFORE_BAN = 5;

export class RateLimiter {
  private readonly seen = new Map<string, Seen[]>();
  private readonly refusals = new Map<string, number>();
  private readonly bans = new Map<string, { untilMs: number; lengthMs: number }>();
  /** The peak use by any client within a window, by limit. */
  readonly peaks = new Map<string, number>();

  constructor(
    private readonly venue: string,
    private readonly limits: readonly Limit[],
  ) {}

  judge(client: string, charge: Charge, nowMs: number): Verdict {
    const limit = this.limits.find(({ id }) => id === charge.limit);
    if (limit === undefined) throw new Error(`${this.venue} has no limit ${charge.limit}`);
    const ban = this.bans.get(client);
    if (ban !== undefined && nowMs < ban.untilMs) {
      const retryAfterS = Math.ceil((ban.untilMs - nowMs) / 1000);
      return { kind: 'refuse', limit, isBan: true, retryAfterS };
    }
    const key = `${client} ${limit.id}`;
    const window = (this.seen.get(key) ?? []).filter(({ atMs }) => atMs > nowMs - limit.windowMs);
    const used = window.reduce((sum, { units }) => sum + units, 0) + charge.units;
    if (used > limit.units) return this.refuse(client, limit, window, nowMs);
    window.push({ atMs: nowMs, units: charge.units });
    this.seen.set(key, window);
    this.refusals.delete(client);
    this.peaks.set(limit.id, Math.max(this.peaks.get(limit.id) ?? 0, used));
    return { kind: 'pass', used };
  }

  usage(): Usage[] {
    return this.limits.map(({ id, units, windowMs }) => ({
      venue: this.venue,
      limit: id,
      peakUnits: this.peaks.get(id) ?? 0,
      units,
      windowMs,
    }));
  }

  private refuse(client: string, limit: Limit, window: readonly Seen[], nowMs: number): Verdict {
    const count = (this.refusals.get(client) ?? 0) + 1;
    this.refusals.set(client, count);
    const freeAtMs = (window[0]?.atMs ?? nowMs) + limit.windowMs;
    if (count <= REJECTIONS_BEFORE_BAN && limit.banMs === undefined) {
      const retryAfterS = Math.max(1, Math.ceil((freeAtMs - nowMs) / 1000));
      return { kind: 'refuse', limit, isBan: false, retryAfterS };
    }
    const doubledMs = (this.bans.get(client)?.lengthMs ?? BAN_MS / 2) * 2;
    const lengthMs = limit.banMs ?? Math.min(doubledMs, 3 * 86_400_000);
    this.bans.set(client, { untilMs: nowMs + lengthMs, lengthMs });
    this.refusals.delete(client);
    return { kind: 'refuse', limit, isBan: true, retryAfterS: Math.ceil(lengthMs / 1000) };
  }
}
