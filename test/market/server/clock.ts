/**
 * The market's clock: real, frozen, shifted, or faster. Sleepers wake in the order of time, also when a test moves the
 * clock: a simulation of minutes then takes only as long as its work.
 */
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';

interface Sleeper {
  atMs: number;
  wake: () => void;
}

/** Turns of the event loop without a new sleeper, after which all work is considered asleep. */
const QUIET_TURNS = 25;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export class MarketClock {
  private baseMs: number;
  private sinceMs = Date.now();
  private speed: number;
  /** By time; those at the same time in the order of their calls. */
  private readonly sleepers: Sleeper[] = [];
  private timer: NodeJS.Timeout | undefined;
  private held = 0;

  /** Without `atMs` it starts now; with `speed` 0 it stands still. */
  constructor(atMs: number | null = null, speed = 1) {
    this.baseMs = atMs ?? this.sinceMs;
    this.speed = speed;
  }

  now(): number {
    return Math.round(this.baseMs + (Date.now() - this.sinceMs) * this.speed);
  }

  /** Jumps ahead and wakes all sleepers that are due. */
  advance(ms: number): void {
    this.baseMs += ms;
    this.wakeDue();
  }

  /** Continues from another time, at the same speed. */
  setTime(atMs: number): void {
    this.advance(atMs - this.now());
  }

  /** Continues from the current time at another speed. */
  setSpeed(speed: number): void {
    this.baseMs = this.now();
    this.sinceMs = Date.now();
    this.speed = speed;
    this.wakeDue();
  }

  /** Rejects with the signal's reason when aborted. While the clock stands still, a caller must move it. */
  sleep(ms: number, signal?: AbortSignal | null): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(asError(signal.reason));
      const sleeper: Sleeper = {
        atMs: this.now() + Math.max(0, ms),
        wake: () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        },
      };
      const abort = (): void => {
        this.sleepers.splice(this.sleepers.indexOf(sleeper), 1);
        reject(asError(signal?.reason));
      };
      signal?.addEventListener('abort', abort, { once: true });
      const after = this.sleepers.findIndex(({ atMs }) => atMs > sleeper.atMs);
      this.sleepers.splice(after === -1 ? this.sleepers.length : after, 0, sleeper);
      this.wakeDue();
    });
  }

  /** Time does not move until the work is done: for work that may take many turns of the event loop. */
  async hold<T>(work: Promise<T>): Promise<T> {
    this.held += 1;
    try {
      return await work;
    } finally {
      this.held -= 1;
    }
  }

  /** Moves on by `ms`; each sleeper wakes at its own time and finishes its work before the next one wakes. */
  async runFor(ms: number): Promise<void> {
    const endMs = this.now() + ms;
    for (;;) {
      await this.everybodyAsleep();
      const next = this.sleepers[0];
      if (next === undefined || next.atMs > endMs) break;
      this.setTime(Math.max(next.atMs, this.now()));
    }
    this.setTime(endMs);
  }

  /** Moves on from sleeper to sleeper until the work is done. */
  async run<T>(work: Promise<T>): Promise<T> {
    const running = new Set([work]);
    const end = (): void => {
      running.clear();
    };
    work.then(end, end);
    for (;;) {
      await this.everybodyAsleep();
      if (running.size === 0) return work;
      const next = this.sleepers[0];
      if (next === undefined) await wait(1);
      else this.setTime(Math.max(next.atMs, this.now()));
    }
  }

  private async everybodyAsleep(): Promise<void> {
    for (let quiet = 0; quiet < QUIET_TURNS; quiet = this.held > 0 ? 0 : quiet + 1)
      await nextTurn();
  }

  private wakeDue(): void {
    clearTimeout(this.timer);
    const nowMs = this.now();
    const pending = this.sleepers.findIndex(({ atMs }) => atMs > nowMs);
    const due = this.sleepers.splice(0, pending === -1 ? this.sleepers.length : pending);
    for (const { wake } of due) wake();
    const next = this.sleepers[0];
    if (next === undefined || this.speed === 0) return;
    const delayMs = Math.ceil((next.atMs - nowMs) / this.speed);
    this.timer = setTimeout(() => this.wakeDue(), Math.min(delayMs, LONGEST_TIMER_MS));
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new DOMException('Aborted', 'AbortError');
}
