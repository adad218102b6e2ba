/** Bodies in a folder, answered as the venue would: by their path and query, at the newest time that they state. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHttpClient } from '../../../lib/http/client';
import { okx } from '../../../lib/venues/okx';
import { recordedNowMs } from '../../tools/board/recorded-clock';
import { replayFetch } from '../../tools/board/replay';
import { funding, NOW_MS, openInterest, perpsOf, signal } from '../venues/okx-bodies';

const SYMBOLS = ['BTC', 'ETH', 'SOL', 'DOGE', 'XRP'].map((asset) => `${asset}-USDT-SWAP`);

let folder = '';

async function record(file: string, data: unknown, mark = ''): Promise<void> {
  const path = join(folder, 'www.okx.com/api/v5/public', file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, mark + JSON.stringify({ code: '0', msg: '', data }));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'replay-'));
  const rates = SYMBOLS.map((symbol) => funding(symbol));
  await record('funding-rate@instId=ANY.json', rates);
  // Of fewer pairs, and of pairs that are not asked for.
  await record('funding-rate.json', rates.slice(0, 1));
  await record('funding-rate@instId=ANY&limit=1.json', rates.slice(0, 1));
  const open = SYMBOLS.map((symbol, index) => openInterest(symbol, { ts: String(NOW_MS + index) }));
  await record('open-interest@instType=SWAP.json', open, '\uFEFF');
  // Saved by a shell, and a page in the place of an answer.
  const wide = Buffer.from(
    `\uFEFF${JSON.stringify({ code: '0', msg: '', data: rates })}`,
    'utf16le',
  );
  await writeFile(join(folder, 'www.okx.com/api/v5/public/funding-rate@instId=ANY.json'), wide);
  await writeFile(join(folder, 'www.okx.com/api/v5/public/price-limit.json'), '<html>');
});

afterAll(() => rm(folder, { recursive: true }));

it('gives funding and open interest of five swaps, and says what is not in it', async () => {
  const nowMs = recordedNowMs(folder);
  // Of the times that are stated, not of those that are to come.
  expect(nowMs).toBe(NOW_MS + 4);
  const client = createHttpClient({ fetch: replayFetch(folder, nowMs), now: () => nowMs });
  const snapshot = await okx.snapshot.fetch(client, await perpsOf(...SYMBOLS), signal);
  expect(snapshot.readings.map(({ symbol }) => symbol)).toEqual(SYMBOLS);
  expect([...snapshot.openInterest.keys()]).toEqual(SYMBOLS);
  expect(snapshot).toMatchObject({ droppedRows: 0, settled: [], venueTimeMs: NOW_MS + 2 });
  expect(snapshot.errors.map(({ message }) => message.split(':')[0])).toEqual([
    'okx, GET /api/v5/public/mark-price',
    'okx, GET /api/v5/market/tickers',
    'okx, GET /api/v5/market/index-tickers',
  ]);
  await expect(okx.listing.fetch(client, signal)).rejects.toThrow(
    /okx, GET \/api\/v5\/public\/instruments: code 51001/,
  );
});
