/** What happens on purpose, so that tests and pictures have something to find. Times count from the world's epoch. */
const HOUR_MS = 3_600_000;

export type StoryKind =
  'long-crowding' | 'short-ramp' | 'squeeze' | 'unwind' | 'listing' | 'settlement';

export interface Story {
  kind: StoryKind;
  asset: string;
  /** When it begins and is over (or, for a listing or settlement, when it happens). */
  startMs: number;
  endMs: number;
}

export interface StoryEffect {
  basis: number;
  funding8h: number;
  /** Added to the logarithm of open interest. */
  logOpenInterest: number;
}

export function storiesFrom(epochMs: number): Story[] {
  const at = (kind: StoryKind, asset: string, startH: number, endH: number): Story => ({
    kind,
    asset,
    startMs: epochMs + startH * HOUR_MS,
    endMs: epochMs + endH * HOUR_MS,
  });
  return [
    at('long-crowding', 'AVAX', -30, 12),
    at('short-ramp', 'APT', -20, 10),
    at('squeeze', 'SUI', -26, 1.5),
    at('unwind', 'LTC', -22, 8),
    at('listing', 'NEWCO', 0.05, 0.05),
    at('settlement', 'OLDCO', 0.1, 0.1),
  ];
}

/** The sum of what the stories do to an asset at a moment; nothing once one is over for a day. */
export function storyEffect(stories: readonly Story[], asset: string, atMs: number): StoryEffect {
  const total = { basis: 0, funding8h: 0, logOpenInterest: 0 };
  for (const story of stories) {
    if (story.asset !== asset) continue;
    const length = Math.max(1, story.endMs - story.startMs);
    const rise = ease((atMs - story.startMs) / length);
    const fade = 1 - ease((atMs - story.endMs) / (24 * HOUR_MS));
    const effect = SHAPES[story.kind](rise);
    total.basis += effect.basis * fade;
    total.funding8h += effect.funding8h * fade;
    total.logOpenInterest += effect.logOpenInterest * fade;
  }
  return total;
}

/** What each kind does, from its beginning (0) to its end (1). */
const SHAPES: Record<StoryKind, (rise: number) => StoryEffect> = {
  'long-crowding': (rise) => ({
    basis: 0.0032 * ease(rise * 2),
    funding8h: 0.0011 * ease(rise * 2),
    logOpenInterest: 0.42 * rise,
  }),
  'short-ramp': (rise) => ({
    basis: -0.004 * ease(rise * 2),
    funding8h: -0.0016 * ease(rise * 2),
    logOpenInterest: 0.3 * rise,
  }),
  // Shorts pile in, then are forced out: funding comes back up and positions close.
  squeeze: (rise) => ({
    basis: rise < 0.85 ? -0.003 * ease(rise * 2) : 0.004,
    funding8h: rise < 0.85 ? -0.0012 * ease(rise * 2) : 0.0004,
    logOpenInterest: rise < 0.85 ? 0.45 * rise : 0.45 * 0.85 - 1.6 * (rise - 0.85),
  }),
  unwind: (rise) => ({ basis: -0.0004 * rise, funding8h: 0, logOpenInterest: -0.42 * rise }),
  listing: () => ({ basis: 0, funding8h: 0, logOpenInterest: 0 }),
  settlement: () => ({ basis: 0, funding8h: 0, logOpenInterest: 0 }),
};

function ease(x: number): number {
  const part = Math.max(0, Math.min(1, x));
  return part * part * (3 - 2 * part);
}
