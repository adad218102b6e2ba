/** The single path of its API. The request is in the body; an unknown one is answered with null. */
import type { World } from '../../world/world';
import type { MarketAnswer } from '../venue';
import { jsonAnswer } from '../venue';
import type { Coin } from './coins';
import { coinsAt } from './coins';
import { dexCoins, dexRows } from './dexs';
import { assetRow, contextRow, paymentRow } from './rows';
import { spotContexts, spotMeta } from './spot';

const HOUR_MS = 3_600_000;
const MOST_PAYMENTS = 500;

export interface Question {
  fields: Readonly<Record<string, unknown>>;
  world: World;
  nowMs: number;
}

const KINDS: Readonly<Record<string, { weight: number; answer: (question: Question) => unknown }>> =
  {
    meta: { weight: 20, answer: (question) => metaOf(coinsOf(question)) },
    metaAndAssetCtxs: { weight: 20, answer: metaAndContexts },
    perpDexs: { weight: 20, answer: ({ world }) => dexRows(world) },
    fundingHistory: { weight: 20, answer: payments },
    spotMeta: { weight: 20, answer: spotMeta },
    spotMetaAndAssetCtxs: {
      weight: 20,
      answer: ({ world, nowMs }) => [spotMeta(), spotContexts(world, coinsAt(world, nowMs), nowMs)],
    },
    allMids: { weight: 2, answer: allMids },
    exchangeStatus: { weight: 2, answer: ({ nowMs }) => ({ specialStatuses: null, time: nowMs }) },
  };
const UNKNOWN = { weight: 20, answer: () => null };

/** Long answers have a higher weight; no request here gets one. */
export function weightOf(body: string): number {
  return kindOf(fieldsOf(body) ?? {}).weight;
}

export function info(body: string, world: World, nowMs: number): MarketAnswer {
  const fields = fieldsOf(body);
  if (fields === null) {
    const body = 'The body is not JSON of a known kind.';
    return { status: 422, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
  }
  const headers = { 'access-control-allow-origin': '*' };
  return jsonAnswer(kindOf(fields).answer({ fields, world, nowMs }), 200, headers);
}

function kindOf({ type }: Question['fields']) {
  return (typeof type === 'string' ? KINDS[type] : undefined) ?? UNKNOWN;
}

/** Null when the body is no JSON object. */
function fieldsOf(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

/** Coins of the requested market; of the venue's own when none is named. */
function coinsOf({ fields, world, nowMs }: Question): Coin[] | null {
  const { dex = '' } = fields;
  return dex === '' ? coinsAt(world, nowMs) : dexCoins(world, String(dex));
}

function metaOf(coins: readonly Coin[] | null) {
  if (coins === null) return null;
  const leverages = [...new Set(coins.map(({ maxLeverage }) => maxLeverage))];
  const marginTables = leverages.map((maxLeverage) => [
    maxLeverage,
    { description: '', marginTiers: [{ lowerBound: '0.0', maxLeverage }] },
  ]);
  return { universe: coins.map(assetRow), marginTables, collateralToken: 0 };
}

function metaAndContexts(question: Question) {
  const coins = coinsOf(question);
  const { world, nowMs } = question;
  return coins && [metaOf(coins), coins.map((coin) => contextRow(world, coin, nowMs))];
}

function allMids(question: Question) {
  const { world, nowMs } = question;
  const mids = (coinsOf(question) ?? []).flatMap((coin) => {
    const { midPx } = contextRow(world, coin, nowMs);
    return midPx === null ? [] : [[coin.name, midPx] as const];
  });
  return Object.fromEntries(mids);
}

/** Oldest first, from `startTime` on. */
function payments({ fields, world, nowMs }: Question) {
  const { coin: name, startTime, endTime = nowMs } = fields;
  const coin = coinsAt(world, nowMs).find((each) => each.name === name);
  if (coin === undefined || typeof startTime !== 'number' || typeof endTime !== 'number') {
    return null;
  }
  const lastMs = Math.min(endTime, nowMs, coin.delistedMs ?? Infinity);
  const rows = [];
  let hourMs = Math.ceil(startTime / HOUR_MS) * HOUR_MS;
  for (; hourMs <= lastMs && rows.length < MOST_PAYMENTS; hourMs += HOUR_MS) {
    const row = paymentRow(world, coin, hourMs);
    if (row.time <= lastMs) rows.push(row);
  }
  return rows;
}
