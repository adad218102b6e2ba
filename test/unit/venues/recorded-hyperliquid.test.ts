import { expect, it } from 'vitest';
import { hyperliquid } from '../../../lib/venues/hyperliquid';
import { asRow, asRows } from '../market/ask';
import { http, signal } from './hyperliquid-bodies';
import { describeRecorded } from './recorded';

describeRecorded('hyperliquid', (read) => {
  it('229 assets: the 190 that trade, and no others', async () => {
    const json = read('metaAndAssetCtxs_2026-03-10.json');
    if (!Array.isArray(json)) throw new Error('not a list');
    const universe = asRows(asRow(json[0])['universe']);
    const contexts = asRows(json[1]);
    const listing = await hyperliquid.listing.fetch(http(json), signal);
    const snapshot = await hyperliquid.snapshot.fetch(http(json), listing.perps, signal);
    expect([listing.droppedRows, snapshot.droppedRows]).toEqual([0, 0]);
    expect([...listing.errors, ...snapshot.errors]).toEqual([]);
    expect([universe.length, listing.perps.length, snapshot.readings.length]).toEqual([
      229, 190, 190,
    ]);
    const readings = new Map(snapshot.readings.map((reading) => [reading.symbol, reading]));
    const said = universe.map(({ isDelisted }, index) => {
      const row = contexts[index] ?? {};
      return isDelisted === true
        ? undefined
        : [row['markPx'], row['oraclePx'], row['funding'], row['dayNtlVlm'], row['openInterest']];
    });
    const taken = universe.map(({ name }) => {
      const reading = readings.get(String(name));
      if (reading === undefined) return undefined;
      const { markPrice, indexPrice, fundingRate, quoteVolume24h } = reading;
      const baseQty = snapshot.openInterest.get(reading.symbol)?.baseQty;
      return [markPrice, indexPrice, fundingRate, quoteVolume24h, baseQty];
    });
    expect(taken).toEqual(said.map((values) => values?.map(Number)));
  });
});
