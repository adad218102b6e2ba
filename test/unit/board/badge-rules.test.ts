/** Where a badge is shown and how: each of the user's rules alone decides, and only for what it is about. */
import { describe, expect, it } from 'vitest';
import { badgeView, findRow } from '../../../lib/board/badge-view';
import type { BadgeCircumstances } from '../../../lib/board/badge-view';
import { LEVELS } from '../../../lib/domain/level';
import { scoreAll } from '../../../lib/scoring/score';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import type { BadgePlacement, Settings } from '../../../lib/settings/settings';
import { board, NOW_MS, perpState, PERP_STATES } from './rows-of';

const PAIR = { venue: 'binance', symbol: 'BTCUSDT', market: 'perpetual' } as const;
const SITE = 'www.binance.com';
const SQUEEZE = { oi1hPct: 0, oi4hPct: 0, oi24hPct: 15, fundingPct: -0.05, basisPct: -0.08 };
const FULL = { oi1hPct: 1, oi24hPct: 15, fundingPct: 0.05, basisPct: 0.25 };

function viewOf(
  change: Partial<BadgeCircumstances> = {},
  badge: Partial<Settings['badge']> = {},
  inputs: Parameters<typeof perpState>[1] = FULL,
) {
  const of = perpState('BTCUSDT', inputs);
  return badgeView(
    { ...of, venue: 'binance', scores: scoreAll(of.inputs) },
    {
      pair: PAIR,
      venueName: 'Binance',
      site: SITE,
      hiddenInTab: false,
      clockSkewMs: 0,
      settings: { ...DEFAULT_SETTINGS, badge: { ...DEFAULT_SETTINGS.badge, ...badge } },
      ...change,
    },
  );
}

const placed = (part: Partial<BadgePlacement>): BadgePlacement => ({
  position: null,
  collapsed: false,
  hidden: false,
  ...part,
});

describe('the badge', () => {
  it('is visible where nothing is said against it', () => {
    expect(viewOf().visible).toBe(true);
    expect(viewOf({}, { sites: { [SITE]: placed({ collapsed: true }) } }).visible).toBe(true);
  });

  it('is hidden in the tab in which it was hidden', () => {
    expect(viewOf({ hiddenInTab: true }).visible).toBe(false);
  });

  it('is hidden on the site on which it was hidden, and on no other', () => {
    const sites = { [SITE]: placed({ hidden: true }) };
    expect(viewOf({}, { sites }).visible).toBe(false);
    expect(viewOf({ site: 'www.bybit.com' }, { sites }).visible).toBe(true);
    expect(viewOf({ site: `${SITE}:8443` }, { sites }).visible).toBe(true);
  });

  it('is hidden everywhere once switched off', () => {
    expect(viewOf({}, { enabled: false }).visible).toBe(false);
  });

  it('is visible from its level up', () => {
    // 77 is stressed, 28 lean.
    const low = { fundingPct: 0.05 };
    expect(viewOf({}, { fromBand: 'stressed' }).visible).toBe(true);
    expect(viewOf({}, { fromBand: 'lean' }, low).visible).toBe(true);
    expect(viewOf({}, { fromBand: 'stretched' }, low).visible).toBe(false);
  });

  it('is visible for a squeeze risk up to that choice, however low the score', () => {
    const visible = LEVELS.map((fromBand) => viewOf({}, { fromBand }, SQUEEZE).visible);
    expect(viewOf({}, {}, SQUEEZE)).toMatchObject({ score: 5, band: 'neutral', level: 'squeeze' });
    expect(visible).toEqual([true, true, true, true, false]);
    // 44 is stretched, and no squeeze.
    const stretched = { oi24hPct: 15, basisPct: 0.25 };
    expect(viewOf({}, { fromBand: 'squeeze' }, stretched).visible).toBe(false);
    expect(viewOf({}, { fromBand: 'squeeze' }).visible).toBe(true);
  });

  it('says the regime as the chosen model means it', () => {
    const crowding = { ...DEFAULT_SETTINGS, model: 'crowding' } as const;
    expect(viewOf({}, {}, SQUEEZE).phrase).toBe('SHORT_SQUEEZE_RISK');
    expect(viewOf({ settings: crowding }, {}, SQUEEZE).phrase).toBe('SHORT_SQUEEZE_RISK_CROWDED');
  });

  it('says what the other model says where it differs, by the user’s cut-offs', () => {
    expect(viewOf({}, {}, SQUEEZE).other).toMatchObject({
      model: 'crowding',
      score: 56,
      level: 'squeeze',
      band: 'stretched',
    });
    const agreed = { ...FULL, oi24hPct: 0 };
    expect(viewOf({}, {}, agreed).other).toBeNull();
    const thresholds = { lean: 1, stretched: 78, stressed: 79 };
    const moved = viewOf({ settings: { ...DEFAULT_SETTINGS, thresholds } });
    expect(moved).toMatchObject({ score: 77, band: 'lean', other: { band: 'stressed' } });
  });

  it('says what a partial score can still become', () => {
    const { score, low, high, coverage } = viewOf();
    expect({ score, low, high, coverage }).toEqual({ score: 77, low: 61, high: 93, coverage: 84 });
    const whole = viewOf({}, {}, { ...FULL, oi4hPct: 6 });
    expect([whole.low, whole.high]).toEqual([whole.score, whole.score]);
  });

  it('is not visible without a single input', () => {
    expect(viewOf({}, {}, { oi1hPct: 0 }).visible).toBe(true);
    expect(viewOf({}, {}, {}).visible).toBe(false);
  });

  it('is collapsed and placed as on this site, else open in the free corner', () => {
    const position = { x: 0.25, y: 0.75 };
    const sites = { [SITE]: placed({ collapsed: true, position }) };
    expect(viewOf({}, { sites })).toMatchObject({ collapsed: true, position });
    expect(viewOf({ site: 'www.okx.com' }, { sites })).toMatchObject({
      collapsed: false,
      position: null,
    });
  });

  it('says whose score it is and how to show it', () => {
    const settings: Settings = {
      ...DEFAULT_SETTINGS,
      model: 'crowding',
      theme: 'light',
      palette: 'classic',
      refreshPeriodMinutes: 10,
    };
    const view = viewOf({ settings });
    const of = perpState('BTCUSDT', FULL);
    const { score, bias, regime, coverage, ranked } = scoreAll(of.inputs).crowding;
    expect(view).toMatchObject({
      ...{ score, bias, regime, coverage, ranked },
      model: 'crowding',
      band: 'stressed',
      pair: PAIR,
      venueName: 'Binance',
      theme: 'light',
      palette: 'classic',
      staleAfterMs: 21 * 60_000,
    });
  });

  it('is as old as the oldest value behind it, on this machine’s clock', () => {
    // Open interest is of 20 s before, prices of 10 s before.
    expect(viewOf().asOfMs).toBe(NOW_MS - 20_000);
    expect(viewOf({ clockSkewMs: 5_000 }).asOfMs).toBe(NOW_MS - 25_000);
    expect(viewOf({}, {}, { basisPct: 0.1 }).asOfMs).toBe(NOW_MS - 10_000);
    expect(viewOf({}, {}, {}).asOfMs).toBe(0);
  });

  it('has each reason with its points, its scale and its time', () => {
    const { reasons } = viewOf({ clockSkewMs: 5_000 });
    expect(
      reasons.map(({ factor, points, weight, atMs }) => [factor, points, weight, atMs]),
    ).toEqual([
      ['oi1h', 4.8, 12, NOW_MS - 25_000],
      ['oi4h', null, 16, null],
      ['oi24h', 28, 28, NOW_MS - 25_000],
      ['funding', 28, 28, NOW_MS - 15_000],
      ['basis', 16, 16, NOW_MS - 15_000],
    ]);
  });
});

describe('the row of a pair', () => {
  const boards = [board([...PERP_STATES]), board([perpState('BTCUSDT')], 'bybit')];

  it('is of its venue and its symbol', () => {
    const row = findRow(boards, PAIR);
    expect([row?.venue, row?.perp.symbol, row?.scores.classic.score]).toEqual([
      'binance',
      'BTCUSDT',
      77,
    ]);
    expect(findRow(boards, { ...PAIR, venue: 'bybit' })?.scores.classic.coverage).toBe(0);
  });

  it.each([
    { ...PAIR, symbol: 'NOTUSDT' },
    { ...PAIR, symbol: 'btcusdt' },
    { ...PAIR, venue: 'okx' },
    { ...PAIR, venue: 'bybit', symbol: 'ETHUSDT' },
  ])('is none for what is not listed: %j', (pair) => {
    expect(findRow(boards, pair)).toBeNull();
  });
});
