/** Symbols that have the name of something every object has are asked for as often as any other; half a character costs a row. */
import { describe, expect, it } from 'vitest';
import { binance } from '../../../lib/venues/binance';
import { binanceSays, pastOf } from './binance-says';
import { DAY_MS, Refused, Written } from './written';

describe.each(['__proto__', 'constructor', 'toString', '\uD800'])('a symbol called %o', (name) => {
  it.each([true, false])('stops nothing (its history is refused: %s)', async (isRefused) => {
    const quiet = binanceSays();
    const venue = new Written(binance, DAY_MS + 60_000, (path, query, atMs) => {
      const isIt = query.get('symbol') === name;
      if (isIt && path.endsWith('openInterestHist')) {
        return isRefused ? new Refused(400) : pastOf(name, atMs, () => '1000');
      }
      const body = JSON.stringify(quiet(path, query, atMs));
      // GUSDT plays it.
      return JSON.parse(body.replaceAll('GUSDT', JSON.stringify(name).slice(1, -1)));
    });
    expect(await venue.refresh()).toBeNull();
    const asked = venue.asked.filter((path) => path.endsWith('openInterestHist')).length;
    const isWhole = name !== '\uD800';
    expect(asked).toBe(isWhole ? 7 : 6);
    const { board, state } = await venue.store.load('binance');
    expect(board?.perpStates.length).toBe(asked);
    expect(board?.perpStates.some(({ perp }) => perp.symbol === name)).toBe(isWhole);
    expect(state.cycle).toBeNull();
    expect(state.trouble).toBeNull();
  });
});
