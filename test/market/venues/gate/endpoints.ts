/** Paths, parameters and limits of this venue's public API. */
import type { Limit, MarketAnswer } from '../venue';
import { jsonAnswer } from '../venue';
import type { Call } from './call';
import { contractOf, isRefusal, wholeNumber } from './call';
import type { Contract } from './contract';
import { contractRow, paymentRow, tickerRow } from './rows';
import { contractStats } from './stats';
import { invalid } from './trouble';

type Answer = (call: Call) => MarketAnswer;

const ENDPOINTS: Readonly<Record<string, Answer>> = {
  time: ({ nowMs }) => jsonAnswer({ server_time: nowMs }),
  contracts: (call) => jsonAnswer(contractsOf(call).map((each) => rowOf(call, each))),
  contract(call) {
    const contract = contractOf(call);
    return isRefusal(contract) ? contract : jsonAnswer(rowOf(call, contract));
  },
  tickers,
  contract_stats: contractStats,
  funding_rate: payments,
};

const UNITS = 200;
/** Limits are per endpoint. */
export const LIMITS: Limit[] = Object.keys(ENDPOINTS).map((id) => ({
  id,
  units: UNITS,
  windowMs: 10_000,
}));

const PATH = /^\/api\/v4\/futures\/(usdt|btc)\/([a-z_]+)(?:\/([^/]+))?$/;

export function endpointAt(path: string) {
  if (path === '/api/v4/spot/time') return found('time', 'usdt', null);
  const [, settle, what = '', name = null] = PATH.exec(path) ?? [];
  if (name !== null && what !== 'contracts') return null;
  return found(name === null ? what : 'contract', settle === 'btc' ? 'btc' : 'usdt', name);
}

function found(limit: string, settle: Call['settle'], name: string | null) {
  const answer = ENDPOINTS[limit];
  return answer ? { limit, answer, settle, name } : null;
}

function contractsOf({ listing, nowMs, settle }: Call): readonly Contract[] {
  return listing.at(nowMs, settle);
}

function rowOf({ listing, nowMs }: Call, contract: Contract): object {
  return contractRow(listing.world, contract, nowMs);
}

/** Contracts with prices: not before their launch, and not after their end. */
function tickers(call: Call): MarketAnswer {
  const { query, listing, nowMs } = call;
  const one = query.has('contract') ? contractOf(call) : null;
  if (one !== null && isRefusal(one)) return one;
  const quoted = (one === null ? contractsOf(call) : [one]).filter(
    ({ status }) => status !== 'prelaunch' && status !== 'delisted',
  );
  return jsonAnswer(quoted.map((each) => tickerRow(listing.world, each, nowMs)));
}

/** Newest first. */
function payments(call: Call): MarketAnswer {
  const contract = contractOf(call);
  if (isRefusal(contract)) return contract;
  const limit = wholeNumber(call.query, 'limit', 100);
  if (limit === null || limit < 1 || limit > 1000) return invalid('limit');
  const periodMs = contract.periodHours * 3_600_000;
  const last = Math.floor((contract.frozenMs ?? call.nowMs) / periodMs);
  const first = Math.ceil(contract.launchMs / periodMs);
  const count = Math.max(0, Math.min(limit, last - first + 1));
  return jsonAnswer(
    Array.from({ length: count }, (_, index) =>
      paymentRow(call.listing.world, contract, (last - index) * periodMs),
    ),
  );
}
