/** A value that jumps is quarantined until a second one agrees; an impossible one is never taken. */
import { describe, expect, it } from 'vitest';
import { plausibleHistory } from '../../../lib/refresh/plausibility';
import { binance } from '../../../lib/venues/binance';
import { binanceSays, pastOf } from './binance-says';
import { DAY_MS, HOUR_MS, MINUTE_MS, Written } from './written';

const NOON_MS = DAY_MS + 12 * HOUR_MS + MINUTE_MS;
const FAULT_MS = NOON_MS + 10 * MINUTE_MS;
const isFault = (atMs: number) => atMs >= FAULT_MS && atMs < FAULT_MS + 4 * MINUTE_MS;
/** Long enough for echoes of a fault. */
const [SOON_MS, NEXT_HOUR_MS] = [FAULT_MS + 20 * MINUTE_MS, FAULT_MS + 65 * MINUTE_MS];

async function seenOf(venue: Written) {
  const { inputs, openInterest } = await venue.perpState('AUSDT');
  const { oi1hPct, oi4hPct, oi24hPct } = inputs;
  return {
    baseQty: openInterest?.baseQty,
    changes: [oi1hPct, oi4hPct, oi24hPct],
    score: await venue.scoreOf('AUSDT'),
    setAside: await venue.setAside(),
  };
}

const QUIET = { baseQty: 1000, changes: [0, 0, 0], score: 6, setAside: 0 };
const DOUBTED = { ...QUIET, setAside: 1 };

describe('open interest', () => {
  it.each(['1844674407370955', '20000', '40', '0', '-1000'])(
    'of %s for once is not on the board, and leaves no echo',
    async (openInterest) => {
      const answer = binanceSays({
        openInterest: (atMs) => (isFault(atMs) ? { openInterest } : {}),
      });
      const venue = new Written(binance, NOON_MS, answer);
      expect(await venue.live(NEXT_HOUR_MS, () => seenOf(venue))).toEqual([QUIET, DOUBTED, QUIET]);
    },
  );

  it('is believed when a second one agrees', async () => {
    const openInterest = (atMs: number) => (atMs >= FAULT_MS ? { openInterest: '20000' } : {});
    const venue = new Written(binance, NOON_MS, binanceSays({ openInterest }));
    const seen = await venue.live(SOON_MS, () => seenOf(venue));
    expect(seen.map(({ baseQty, setAside }) => [baseQty, setAside])).toEqual([
      [1000, 0],
      [1000, 1],
      [20000, 0],
    ]);
  });

  it.each(['0', '-1000', '1844674407370955'])(
    'of %s is not believed however often it is said',
    async (value) => {
      const openInterest = (atMs: number) => (atMs >= FAULT_MS ? { openInterest: value } : {});
      const venue = new Written(binance, NOON_MS, binanceSays({ openInterest }));
      const seen = await venue.live(SOON_MS, () => seenOf(venue));
      // What is known grows too old for an hour's change, as it would if nothing came.
      const old = { ...DOUBTED, changes: [null, 0, 0] };
      expect(seen).toEqual([QUIET, DOUBTED, old]);
    },
  );

  it('that grows twentyfold within an hour is shown all the while', async () => {
    const coinsAt = (atMs: number) => 1000 * 20 ** Math.max(0, (atMs - FAULT_MS) / HOUR_MS);
    const openInterest = (atMs: number) => ({ openInterest: String(coinsAt(atMs)) });
    const venue = new Written(binance, NOON_MS, binanceSays({ openInterest }));
    await venue.live(NEXT_HOUR_MS, async () => {
      const { baseQty, setAside } = await seenOf(venue);
      expect(baseQty).toBeCloseTo(coinsAt(venue.nowMs), 6);
      expect(setAside).toBe(0);
    });
  });

  it('larger than everybody else’s together is not believed at first sight', async () => {
    const openInterest = (atMs: number) => (atMs < FAULT_MS ? { openInterest: '9000' } : {});
    const past = () => [];
    const venue = new Written(binance, FAULT_MS - MINUTE_MS, binanceSays({ openInterest, past }));
    await venue.refresh();
    expect((await venue.perpState('AUSDT')).openInterest).toBeNull();
    expect(await venue.setAside()).toBe(1);
    venue.nowMs += 5 * MINUTE_MS;
    await venue.refresh();
    expect(await seenOf(venue)).toMatchObject({ baseQty: 1000, setAside: 0 });
  });

  it('of another symbol is no answer', async () => {
    const openInterest = (atMs: number) =>
      isFault(atMs) ? { symbol: 'BUSDT', openInterest: '1200' } : {};
    const venue = new Written(binance, NOON_MS, binanceSays({ openInterest }));
    expect(await venue.live(SOON_MS, () => seenOf(venue))).toEqual([QUIET]);
  });

  it('of the venue counts without the rows that leap', async () => {
    const past = (atMs: number) =>
      pastOf('AUSDT', atMs, (ago) => ([12, 48, 288, 0].includes(ago) ? '1e15' : '1000'));
    const venue = new Written(binance, NOON_MS, binanceSays({ past }));
    await venue.refresh();
    expect(await seenOf(venue)).toMatchObject({ changes: [0, 0, 0], score: 6, setAside: 4 });
  });
});

describe('prices and rates', () => {
  it.each([
    ['markPrice', '1000', 'basisPct'],
    ['markPrice', '0.01', 'basisPct'],
    ['indexPrice', '100', 'basisPct'],
    ['indexPrice', '7.5', 'basisPct'],
    ['lastFundingRate', '0.09', 'fundingPct'],
    ['lastFundingRate', '-7', 'fundingPct'],
  ] as const)('%s of %s for once leaves its input missing, once', async (field, value, input) => {
    const premium = (atMs: number) => (isFault(atMs) ? { [field]: value } : {});
    const venue = new Written(binance, NOON_MS, binanceSays({ premium }));
    const seen = await venue.live(SOON_MS, async () => {
      const { inputs } = await venue.perpState('AUSDT');
      return [inputs[input], await venue.setAside()];
    });
    const quiet = [input === 'basisPct' ? 0 : 0.01, 0];
    expect(seen).toEqual([quiet, [null, 1], quiet]);
  });

  it('compares with nothing from before the name stood for another coin', async () => {
    // A thousand of the old coins are one of the new.
    const isNew = (atMs: number) => atMs >= FAULT_MS;
    const premium = (atMs: number) =>
      isNew(atMs) ? { markPrice: '10000', indexPrice: '10000' } : {};
    const openInterest = (atMs: number) => (isNew(atMs) ? { openInterest: '1' } : {});
    const venue = new Written(binance, NOON_MS, binanceSays({ premium, openInterest }));
    const seen = await venue.live(FAULT_MS + 2 * HOUR_MS, () => seenOf(venue));
    expect(seen.map(({ baseQty, changes }) => [baseQty, ...changes])).toEqual([
      [1000, 0, 0, 0],
      [1000, 0, 0, 0],
      [1, null, null, null],
      [1, 0, null, null],
    ]);
  });
});

describe('the history of a venue', () => {
  const samplesOf = (...baseQty: number[]) =>
    baseQty.map((each, index) => ({ baseQty: each, atMs: NOON_MS + index * 5 * MINUTE_MS }));
  const coinsOf = (baseQty: number[], listedAtMs: number | null = null) =>
    plausibleHistory(samplesOf(...baseQty), listedAtMs, 10).samples.map((sample) => sample.baseQty);

  it.each([
    ['a lone leap', [5, 5, 5, 5, 900, 5, 5, 5, 5], [5, 5, 5, 5, 5, 5, 5, 5]],
    ['two leaps in turn', [5, 5, 5, 5, 900, 1e9, 5, 5, 5, 5], [5, 5, 5, 5, 5, 5, 5, 5]],
    ['one at the end', [5, 5, 5, 5, 900], [5, 5, 5, 5]],
    ['one at the start', [900, 5, 5, 5, 5], [5, 5, 5, 5]],
    ['nothing and less', [5, 0, 5, -5, 5], [5, 5, 5]],
    ['more than there is', [5, 1e13, 1e13, 1e13, 1e13], [5]],
    ['everything before a leap that stays', [5, 5, 5, 5, 900, 900, 900, 900], [900, 900, 900, 900]],
  ])('counts without %s', (_name, baseQty, kept) => {
    expect(coinsOf(baseQty)).toEqual(kept);
  });

  it('lets a young contract grow', () => {
    const baseQty = [5, 5, 5, 5, 900, 900, 900, 900];
    expect(coinsOf(baseQty, NOON_MS)).toEqual(baseQty);
  });
});
