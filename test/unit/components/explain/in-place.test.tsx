// @vitest-environment happy-dom
/** Every term is explained where it stands: on the board, in its list of keys, reasons and detail, and in the options. */
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import '../../../../components/board/help';
import { GRID_COLUMNS } from '../../../../components/board/columns';
import { Percentiles } from '../../../../components/detail/percentiles';
import '../../../../components/detail/why-panel';
import { WordsProvider } from '../../../../components/ui/words';
import type { TermPlace } from '../../../../lib/board/terms';
import { termOf, TERMS } from '../../../../lib/board/terms';
import { exampleInputs } from '../../../../lib/board/worked-example';
import type { Settings } from '../../../../lib/settings/settings';
import { board, NOW_MS, perpState, status } from '../../board/rows-of';
import { english, openBoard, press } from '../board/page';
import { access, inMemory } from '../options/fixtures';
import { openPage } from '../options/page';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW_MS });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const NONE = { oi1hPct: 0, oi4hPct: 0, oi24hPct: 0, fundingPct: 0, basisPct: 0 };
/** One row of each regime of classic; CLOSE is closing in crowding. */
const STATES = [
  perpState('CROWDUSDT', exampleInputs('crowdedLong')),
  perpState('RAMPUSDT', { ...NONE, oi24hPct: 5, fundingPct: -0.05, basisPct: -0.25 }),
  perpState('SHORTSUSDT', exampleInputs('squeeze')),
  perpState('LONGSUSDT', {
    ...{ ...NONE, oi4hPct: -6, oi24hPct: 5 },
    ...{ fundingPct: 0.02, basisPct: -0.25 },
  }),
  perpState('CLOSEUSDT', exampleInputs('unwind')),
  perpState('UPUSDT', { ...NONE, oi24hPct: 15 }),
  perpState('DOWNUSDT', { ...NONE, oi24hPct: -15 }),
  perpState('CALMUSDT', NONE),
  perpState('PARTUSDT', { oi24hPct: 15, fundingPct: 0.05 }),
];
const DAY_MS = 86_400_000;
const OLD = perpState('OLDUSDT', NONE);
const old = { ...OLD, reading: OLD.reading && { ...OLD.reading, pricedAtMs: NOW_MS - DAY_MS } };
const oldest = { ...old, openInterest: { baseQty: 1, atMs: NOW_MS - DAY_MS } };

const explainedNow = (): string[] =>
  [...document.querySelectorAll('[data-explain]')].map(
    (element) => element.getAttribute('data-explain') ?? '',
  );
const termsAt = (...places: readonly TermPlace[]) =>
  TERMS.filter(({ at }) => at.some((place) => places.includes(place))).map(({ id }) => id);

/** The terms that are explained while the reasons of this row and the list of keys are open. */
async function onTheBoard(settings: Partial<Settings>, opened: string): Promise<string[]> {
  const venues = settings.view === 'all' ? ['binance', 'bybit'] : ['binance'];
  const boards = venues.map((venue) => board([...STATES, oldest], venue));
  const statuses = venues.map((venue) => status({ venue }));
  const { store } = openBoard({ boards, statuses }, { ...settings, venues: {} });
  // The rows of all venues are made by a module that is loaded on demand.
  const row = await vi.waitFor(() => {
    const found = store.getState().rows.find(({ perp }) => perp.symbol === opened);
    if (found === undefined) throw new Error(`no row of ${opened}`);
    return found;
  });
  store.change({ open: row.key });
  await screen.findByRole('table', { name: /^Reasons for the score of/ });
  press('?', document.body);
  await screen.findByRole('dialog', { name: 'Keys' });
  const found = explainedNow();
  cleanup();
  return found;
}

it('every term of the board and of its views is explained there', async () => {
  const found = new Set([
    ...(await onTheBoard({}, 'PARTUSDT')),
    ...(await onTheBoard({ model: 'crowding' }, 'SHORTSUSDT')),
    ...(await onTheBoard({ view: 'all' }, 'CROWD')),
  ]);
  for (const band of ['UPUSDT', 'DOWNUSDT', 'CALMUSDT', 'RAMPUSDT', 'CROWDUSDT']) {
    for (const id of await onTheBoard({}, band)) found.add(id);
  }
  render(
    <WordsProvider value={english}>
      <Percentiles board={null} history={{ samples: 0, recordedMs: 0, abovePct: null }} />
    </WordsProvider>,
  );
  for (const id of explainedNow()) found.add(id);
  expect(termsAt('board', 'help', 'why', 'detail').filter((id) => !found.has(id))).toEqual([]);
  expect([...found].filter((id) => termOf(id) === undefined)).toEqual([]);
});

it('every column has a term', () => {
  const groups = GRID_COLUMNS.map(({ id }) => termOf(id)?.group);
  expect(groups.filter((group) => group !== 'column' && group !== 'input')).toEqual([]);
});

it('every term of the options is explained there', async () => {
  await openPage(access(inMemory()));
  const found = explainedNow();
  expect(termsAt('options').filter((id) => !found.includes(id))).toEqual([]);
});
