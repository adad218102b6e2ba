/** Every venue in every trouble, next to the other five in none: the product's own refreshes over one market. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stored } from '../../../lib/history/store';
import type { Venue } from '../../../lib/venues/contract';
import { VENUES } from '../../../lib/venues/registry';
import type { FaultKind, MarketCore } from '../../market';
import type { StoryKind } from '../../market/world/stories';
import { weighedValues } from '../scoring/inputs-of';
import { EPOCH_MS, FAILURES, FAULT_MS, smallMarket, WARM_MS } from './matrix-cells';
import type { Tables } from './six-venues';
import { SixVenues } from './six-venues';
import type { VenueState } from '../../../lib/refresh/state';

const MINUTE_MS = 60_000;
let warm: Tables = {};
let open: SixVenues | null = null;
/** What the boards are at the fault's time where there is none. */
const usual = new Map<string, Stored<VenueState>>();

beforeAll(async () => {
  const six = new SixVenues(smallMarket(WARM_MS));
  await six.refresh();
  warm = await six.tables();
  six.core.clock.setTime(FAULT_MS);
  await six.refresh();
  for (const { id } of VENUES) usual.set(id, await six.stored(id));
  six.close();
});

afterAll(() => open?.close());

/** Every venue as the first refresh has left it, at the time of the next. */
async function warmed(core: MarketCore): Promise<SixVenues> {
  open?.close();
  open = new SixVenues(core);
  await open.fill(warm);
  core.log.clear();
  return open;
}

function strike(core: MarketCore, { apiOrigins }: Venue, fault: FaultKind, times?: number): void {
  for (const origin of apiOrigins) {
    core.faults.add({ match: `${new URL(origin).host}/`, fault, times });
  }
}

function symbolsOf({ board }: Stored<VenueState>): string[] {
  return (board?.perpStates ?? []).map(({ perp }) => perp.symbol).sort();
}

function usualOf(venue: string): Stored<VenueState> {
  const stored = usual.get(venue);
  if (stored === undefined) throw new Error(`no usual board of ${venue}`);
  return stored;
}

/** All of its symbols, all of them fresh, nothing left to do and nothing wrong. */
async function expectWell(six: SixVenues, { id, openInterestHistory }: Venue, symbols: string[]) {
  const stored = await six.stored(id);
  const nowMs = six.core.clock.now();
  expect(stored.state).toMatchObject({ trouble: null, failures: 0, cycle: null, droppedRows: 0 });
  expect(symbolsOf(stored)).toEqual(symbols);
  for (const { perp, reading, openInterest, inputs } of stored.board?.perpStates ?? []) {
    const oldestMs = Math.min(reading?.pricedAtMs ?? 0, openInterest?.atMs ?? 0);
    expect(nowMs + stored.state.clockSkewMs - oldestMs, perp.symbol).toBeLessThan(30_000);
    const { basisPct, fundingPct } = inputs;
    const known = openInterestHistory === null ? [basisPct, fundingPct] : weighedValues(inputs);
    expect(known, perp.symbol).not.toContain(null);
  }
}

async function expectOthersWell(six: SixVenues, struck: Venue): Promise<void> {
  const others = VENUES.filter((venue) => venue !== struck);
  for (const venue of others) await expectWell(six, venue, symbolsOf(usualOf(venue.id)));
  const theirs = six.core.requests.filter(({ host }) =>
    others.some(({ apiOrigins }) => apiOrigins.includes(`https://${host}`)),
  );
  expect(theirs.length).toBeGreaterThanOrEqual(others.length);
  expect(theirs.filter(({ status }) => status !== 200)).toEqual([]);
}

/** The records of one venue; of its state only what must outlast a failure. */
function recordsOf(tables: Tables, venue: string): unknown {
  return Object.entries(tables).map(([name, records]) => [
    name,
    name === 'states' ? [] : records.filter((each) => each.venue === venue),
  ]);
}

describe.each(VENUES)('$name', (venue) => {
  it.each(FAILURES)('keeps what it has on $name, and is back after it', async (failure) => {
    const core = smallMarket(FAULT_MS);
    const six = await warmed(core);
    const before = await six.tables();
    const fault = failure.fault(venue.id);
    strike(core, venue, fault);
    if (fault.kind === 'hang') six.impatientWith = { venue: venue.id, timeoutMs: 20 };
    const resumeAtMs = (await six.refresh()).get(venue.id) ?? 0;
    const { state } = await six.stored(venue.id);
    expect(state.trouble).toMatchObject({ kind: failure.kind(venue.id), retryAtMs: resumeAtMs });
    expect(state.failures).toBe(1);
    expect(state.trouble?.detail).toMatch(/^[^\p{Cc}\p{Cf}]{10,450}$/u);
    expect(resumeAtMs - core.clock.now()).toBeGreaterThanOrEqual(failure.waitMs(venue.id));
    expect(recordsOf(await six.tables(), venue.id)).toEqual(recordsOf(before, venue.id));
    await expectOthersWell(six, venue);

    core.faults.clear();
    core.log.clear();
    six.impatientWith = null;
    core.clock.setTime(resumeAtMs - 1);
    await six.refresh([venue]);
    expect(core.requests).toEqual([]);
    core.clock.setTime(Math.max(resumeAtMs, FAULT_MS + 5 * MINUTE_MS));
    await six.refresh();
    for (const each of VENUES) await expectWell(six, each, symbolsOf(usualOf(each.id)));
  });

  it.each([
    ['past fields that it does not know', 'extra-fields'],
    ['over a mark before a body', 'byte-order-mark'],
  ] as const)('reads %s', async (_, kind) => {
    const core = smallMarket(FAULT_MS);
    const six = await warmed(core);
    strike(core, venue, { kind });
    await six.refresh();
    expect((await six.stored(venue.id)).board).toEqual(usualOf(venue.id).board);
    await expectOthersWell(six, venue);
  });

  it.each([-7, 7])('goes by a clock that is off by %i minutes', async (minutes) => {
    const core = smallMarket(FAULT_MS);
    const six = await warmed(core);
    strike(core, venue, { kind: 'clock-skew', ms: minutes * MINUTE_MS });
    await six.refresh();
    const { state, board } = await six.stored(venue.id);
    expect(Math.abs(state.clockSkewMs - minutes * MINUTE_MS)).toBeLessThan(2_000);
    expect(board?.asOfMs).toBe(core.clock.now() + state.clockSkewMs);
    await expectWell(six, venue, symbolsOf(usualOf(venue.id)));
    await expectOthersWell(six, venue);

    core.faults.clear();
    core.clock.advance(5 * MINUTE_MS);
    await six.refresh();
    expect(Math.abs((await six.stored(venue.id)).state.clockSkewMs)).toBeLessThan(2_000);
    await expectWell(six, venue, symbolsOf(usualOf(venue.id)));
  });

  it('goes by no clock that one answer alone has three days ahead', async () => {
    const core = smallMarket(FAULT_MS);
    const six = await warmed(core);
    strike(core, venue, { kind: 'clock-skew', ms: 3 * 1_440 * MINUTE_MS }, 1);
    await six.refresh();
    const { state, board } = await six.stored(venue.id);
    expect(Math.abs(state.clockSkewMs)).toBeLessThan(2_000);
    expect(board?.asOfMs).toBe(core.clock.now() + state.clockSkewMs);
    await expectWell(six, venue, symbolsOf(usualOf(venue.id)));
    await expectOthersWell(six, venue);
  });

  it.each<[string, StoryKind, number, (names: string[]) => void]>([
    ['drops a symbol that is settled, at once', 'settlement', 8, expectGone],
    ['takes a new symbol up with the next listing', 'listing', 62, expectNew],
  ])('%s', async (_, kind, afterMinutes, expectChange) => {
    const core = smallMarket(WARM_MS, { venue: venue.id, kind });
    const six = await warmed(core);
    // The new one is not there at first, the other one is.
    const first = new SixVenues(core);
    await first.refresh();
    const before = symbolsOf(await first.stored(venue.id));
    await six.fill(await first.tables());
    first.close();
    core.log.clear();
    core.clock.setTime(EPOCH_MS + afterMinutes * MINUTE_MS + 20_000);
    await six.refresh();
    const after = symbolsOf(await six.stored(venue.id));
    const changed = [...before, ...after].filter(
      (symbol) => !(before.includes(symbol) && after.includes(symbol)),
    );
    expectChange(changed);
    expect(Math.sign(after.length - before.length)).toBe(kind === 'listing' ? 1 : -1);
    expect((await six.stored(venue.id)).state).toMatchObject({ trouble: null, droppedRows: 0 });
    await expectOthersWell(six, venue);
  });
});

function expectGone(names: string[]): void {
  expect(names.map((name) => name.slice(0, 5))).toEqual(['OLDCO']);
}

function expectNew(names: string[]): void {
  expect(names.map((name) => name.slice(0, 5))).toEqual(['NEWCO']);
}
