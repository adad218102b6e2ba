/** Planned events for tests and pictures to find. Times count from the world's epoch. */
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export type StoryKind =
  'long-crowding' | 'short-ramp' | 'squeeze' | 'unwind' | 'listing' | 'settlement';

export interface Story {
  kind: StoryKind;
  asset: string;
  /** When it begins or happens. */
  startMs: number;
  endMs: number;
  /** When it reverses, if it does. */
  turnMs?: number;
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
    { ...at('squeeze', 'SUI', -26, 2), turnMs: epochMs + 10 * MINUTE_MS },
    at('unwind', 'LTC', -22, 8),
    // Unlisted until then; open interest grows in the hours after.
    at('listing', 'NEWCO', 0.05, 6),
    at('settlement', 'OLDCO', 0.1, 0.1),
  ];
}

/** The sum of an asset's stories at a time; 0 a day after they ended. */
export function storyEffect(stories: readonly Story[], atMs: number): StoryEffect {
  if (stories.length === 0) return NOTHING;
  const total = { basis: 0, funding8h: 0, logOpenInterest: 0 };
  for (const story of stories) {
    const fade = 1 - ease((atMs - story.endMs) / (24 * HOUR_MS));
    const effect = SHAPES[story.kind](story, atMs);
    total.basis += effect.basis * fade;
    total.funding8h += effect.funding8h * fade;
    total.logOpenInterest += effect.logOpenInterest * fade;
  }
  return total;
}

const NOTHING: StoryEffect = { basis: 0, funding8h: 0, logOpenInterest: 0 };

const SHAPES: Record<StoryKind, (story: Story, atMs: number) => StoryEffect> = {
  'long-crowding': (story, atMs) => ({
    basis: 0.0032 * ease(rise(story, atMs) * 2),
    funding8h: 0.0011 * ease(rise(story, atMs) * 2),
    logOpenInterest: 0.36 * rise(story, atMs),
  }),
  'short-ramp': (story, atMs) => ({
    basis: -0.004 * ease(rise(story, atMs) * 2),
    funding8h: -0.0016 * ease(rise(story, atMs) * 2),
    logOpenInterest: 0.3 * rise(story, atMs),
  }),
  squeeze,
  unwind: (story, atMs) => ({
    basis: -0.0004 * rise(story, atMs),
    funding8h: 0,
    logOpenInterest: -0.5 * rise(story, atMs),
  }),
  listing: (story, atMs) => ({ ...NOTHING, logOpenInterest: -2.5 * (1 - rise(story, atMs)) }),
  settlement: () => NOTHING,
};

/** Shorts build up until the turn, then are squeezed: funding flips within minutes and positions close. */
function squeeze({ startMs, endMs, turnMs = endMs }: Story, atMs: number): StoryEffect {
  const piling = part((atMs - startMs) / (turnMs - startMs));
  const flipped = ease((atMs - turnMs) / (15 * MINUTE_MS));
  const closing = part((atMs - turnMs) / (endMs - turnMs));
  return {
    basis: -0.003 * ease(piling * 2) + 0.0065 * flipped,
    funding8h: -0.0014 * ease(piling * 2) + 0.0024 * flipped,
    logOpenInterest: 0.4 * piling - 0.35 * closing,
  };
}

/** 0 at its beginning, 1 from its end on. */
function rise({ startMs, endMs }: Story, atMs: number): number {
  return part((atMs - startMs) / Math.max(1, endMs - startMs));
}

function part(x: number): number {
  return Math.max(0, Math.min(1, x));
}

function ease(x: number): number {
  return part(x) ** 2 * (3 - 2 * part(x));
}
