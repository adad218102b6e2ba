/** The market's time: the machine's own, standing still, shifted, or faster. */
export class MarketClock {
  private baseMs: number;
  private sinceMs = Date.now();
  private speed: number;

  /** Without `atMs` it starts now; `speed` 0 stands still. */
  constructor(atMs: number | null = null, speed = 1) {
    this.baseMs = atMs ?? this.sinceMs;
    this.speed = speed;
  }

  now(): number {
    return Math.round(this.baseMs + (Date.now() - this.sinceMs) * this.speed);
  }

  advance(ms: number): void {
    this.baseMs += ms;
  }

  /** Goes on from the present moment at another pace. */
  setSpeed(speed: number): void {
    this.baseMs = this.now();
    this.sinceMs = Date.now();
    this.speed = speed;
  }
}
