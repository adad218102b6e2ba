/** The probe against a market in which something has changed: each change is named, and fails the command. */
import { describe, expect, it } from 'vitest';
import { VENUES } from '../../../lib/venues/registry';
import type { FaultKind, MarketCore } from '../../market';
import { askApi } from '../../tools/probe/ask-api';
import type { Check } from '../../tools/probe/contract';
import type { Report } from '../../tools/probe/report';
import { asJson, exitCodeOf, summaryLine, table } from '../../tools/probe/report';
import { NAMES, run, Unreachable } from '../../tools/probe/run';
import { marketSource, probeMarket } from '../../tools/probe/sources';
import { PROBES } from '../../tools/probe/venues';

const { signal } = new AbortController();

interface Asked {
  report: Report;
  core: MarketCore;
}

async function probe(
  names: readonly string[],
  plant: (core: MarketCore) => void = () => undefined,
  refusedHere: readonly string[] = [],
): Promise<Asked> {
  const core = probeMarket();
  plant(core);
  const report = await run('market', marketSource(core), { names, refusedHere }, signal);
  return { report, core };
}

const planted = (name: string, match: string, fault: FaultKind, refusedHere?: readonly string[]) =>
  probe([name], ({ faults }) => faults.add({ match, fault }), refusedHere);

const drifted = ({ report }: Asked): string[] =>
  report.checks.filter(({ verdict }) => verdict === 'drifted').map(lineOf);

function lineOf({ what, seen }: Check): string {
  return `${what}: ${seen}`;
}

describe('nothing has changed', () => {
  it('agrees with all that can be seen, and asks nothing twice', async () => {
    const asked = await probe(NAMES);
    expect(drifted(asked)).toEqual([]);
    const unseen = asked.report.checks.filter(({ verdict }) => verdict === 'not seen');
    expect(unseen.map(({ venue, what }) => `${venue} ${what}`)).toEqual(
      ['binance', 'bitget', 'hyperliquid', 'okx'].map(
        (venue) => `${venue} question: sides of open interest`,
      ),
    );
    expect(exitCodeOf(asked.report)).toBe(0);
    // Three times at most, for two Origins.
    const times = new Map<string, number>();
    for (const { exchange } of asked.report.requests) {
      const question = `${exchange.method} ${exchange.url}`;
      if (!question.endsWith('/info')) times.set(question, (times.get(question) ?? 0) + 1);
    }
    const often = [...times].filter(([, count]) => count > 1);
    expect(often.map(([, count]) => count)).toEqual(often.map(() => 3));
    expect(often).toHaveLength(PROBES.length - 1);
    expect(asked.core.log.all).toHaveLength(asked.report.requests.length);
  });

  it('spends a twentieth of every limit at most', async () => {
    const { core, report } = await probe(NAMES);
    for (const { venue, id, units, windowMs } of report.spent) {
      const requests = core.log.all
        .filter(({ host, path, charge }) => charge !== null && isOf(venue, id, host, path))
        .map(({ atMs, charge }) => ({ atMs, units: charge?.units ?? 0 }));
      expect(requests, `${venue} ${id}`).not.toEqual([]);
      // One request is more than a twentieth of some limits, and is spread over as many windows.
      const dearest = Math.max(...requests.map((each) => each.units));
      const longMs = windowMs * Math.max(1, (dearest * 20) / units);
      for (const { atMs } of requests) {
        const within = requests.filter((each) => each.atMs >= atMs && each.atMs < atMs + longMs);
        const used = within.reduce((sum, each) => sum + each.units, 0);
        expect(used, `${venue} ${id}`).toBeLessThanOrEqual((units / 20) * (longMs / windowMs));
      }
    }
    expect(new Set(report.spent.map(({ venue }) => venue)).size).toBe(VENUES.length);
    expect(report.spent.every(({ spent }) => spent > 0)).toBe(true);
  });

  it('knows every venue of the registry', () => {
    expect(PROBES.map(({ id }) => id).sort()).toEqual(VENUES.map(({ id }) => id).sort());
  });
});

describe('something has changed', () => {
  it.each<[string, string, string, FaultKind, RegExp[]]>([
    [
      'a field is renamed',
      'binance',
      'fapi.binance.com/fapi/v1/premiumIndex?',
      { kind: 'renamed-field', field: 'indexPrice', to: 'index' },
      [
        /^read: prices: (\d+) of \d+ perpetuals, \1 without an index price$/,
        /^GET \/fapi\/v1\/premiumIndex: missing: indexPrice \(string\) in (\d+) of \1 rows$/,
        /^GET \/fapi\/v1\/premiumIndex: new: index \(string\) in (\d+) of \1 rows$/,
      ],
    ],
    [
      'a type is another one',
      'gate',
      'api.gateio.ws/api/v4/futures/usdt/tickers?',
      { kind: 'other-type', field: 'total_size', rows: 7 },
      [/usdt\/tickers: other type: total_size is number, not string, in 7 of \d+ rows$/],
    ],
    [
      'a field is new',
      'bybit',
      'api.bybit.com/v5/market/tickers?category=linear',
      { kind: 'extra-fields' },
      [/^GET \/v5\/market\/tickers: result.list: new: newField \(object\) in (\d+) of \1 rows$/],
    ],
    [
      'a list is empty',
      'gate',
      'api.gateio.ws/api/v4/futures/usdt/contracts',
      { kind: 'empty-list' },
      [
        /^read: listing: GET .*usdt\/contracts: an empty list$/,
        /^GET .*usdt\/contracts: an empty list, not 400 to 4000$/,
      ],
    ],
    [
      'a row cannot be read',
      'bitget',
      'tickers?productType=USDT-FUTURES',
      { kind: 'bad-rows', rows: 2 },
      [/^read: prices: .*2 rows dropped/, /missing: symbol \(string\) in 2 of \d+ rows$/],
    ],
    [
      'a clock is off by an hour',
      'hyperliquid',
      'api.hyperliquid.xyz',
      { kind: 'clock-skew', ms: 3_600_000 },
      [
        /^clock in the answers: 3600.0 s ahead$/,
        /^clock in the headers: 3600.0 s ahead in (\d+) of \1 answers$/,
      ],
    ],
    [
      'a clock is behind in one answer',
      'gate',
      '/contract_stats',
      { kind: 'clock-skew', ms: -3_600_000 },
      [/^clock in the headers: 3599.\d s behind in 1 of \d+ answers$/],
    ],
    [
      'answers have no date',
      'hyperliquid',
      'api.hyperliquid.xyz',
      { kind: 'no-header', header: 'Date' },
      [/^clock in the headers: none of \d+ answers has a date$/],
    ],
    [
      'a header of limits is gone',
      'bitget',
      'api.bitget.com',
      { kind: 'no-header', header: 'X-MBX-USED-REMAIN-LIMIT' },
      [/^header x-mbx-used-remain-limit: missing in (\d+) of \1 answers: GET .*instruments/],
    ],
    [
      'an Origin is refused on POST',
      'hyperliquid',
      'api.hyperliquid.xyz',
      { kind: 'refuse-origin' },
      [
        /^POST with an Origin of chrome-extension: forbidden: HTTP 403/,
        /^POST with an Origin of moz-extension: forbidden: HTTP 403/,
      ],
    ],
    [
      'an Origin is refused on GET',
      'binance',
      'fapi.binance.com',
      { kind: 'refuse-origin' },
      [/^GET with an Origin of chrome-extension: forbidden: HTTP 403/],
    ],
    [
      'a kind of page is gone',
      'gate',
      'www.gate.com/trade/',
      { kind: 'status', status: 404 },
      [/^page: spot: HTTP 404$/],
    ],
    [
      'a page leads elsewhere',
      'okx',
      'my.okx.com/trade-futures/',
      { kind: 'redirect', to: '/' },
      [/^page: X-Perp, at the European site: HTTP 302, to https:\/\/my.okx.com\/$/],
    ],
    [
      'a chart is gone',
      'tradingview',
      'www.tradingview.com/chart/',
      { kind: 'status', status: 410 },
      [/^page: chart with a symbol in its address: HTTP 410$/],
    ],
    [
      'an endpoint is gone',
      'binance',
      '/futures/data/openInterestHist',
      { kind: 'status', status: 404 },
      [/^GET \/futures\/data\/openInterestHist: refused: HTTP 404/],
    ],
    [
      'an endpoint leads to another host',
      'bybit',
      'api.bybit.com/v5/market/open-interest?category=linear&symbol=BTCUSDT&intervalTime=15min',
      { kind: 'redirect', to: 'https://api.example.com/v5/', status: 301 },
      [/open-interest: refused: HTTP 301, to https:\/\/api.example.com\/v5\/$/],
    ],
    [
      'what was JSON is none',
      'gate',
      'usdt/contracts',
      { kind: 'status', status: 200, body: '<html>moved</html>' },
      [/^GET \/api\/v4\/futures\/usdt\/contracts: not-json: not JSON: “<html>moved/],
    ],
    [
      'the country is refused',
      'binance',
      'fapi.binance.com',
      { kind: 'status', status: 451 },
      [/^host https:\/\/fapi.binance.com: region: HTTP 451/, /exchangeInfo: region: HTTP 451/],
    ],
    [
      'another host refuses the country',
      'okx',
      'us.okx.com/api',
      { kind: 'status', status: 451 },
      [/^host https:\/\/us.okx.com: region: HTTP 451/],
    ],
  ])('%s', async (_name, venue, match, fault, lines) => {
    const asked = await planted(venue, match, fault);
    for (const line of lines) expect(drifted(asked)).toContainEqual(expect.stringMatching(line));
    expect(exitCodeOf(asked.report)).toBe(1);
  });

  it('is not said where the venue is known to refuse the place', async () => {
    const fault: FaultKind = { kind: 'status', status: 451 };
    const asked = await planted('binance', 'fapi.binance.com', fault, ['binance']);
    expect(drifted(asked)).toEqual([]);
    expect(asked.report.checks.map(lineOf)).toContainEqual(
      expect.stringMatching(/exchangeInfo: region: HTTP 451/),
    );
    expect(exitCodeOf(asked.report)).toBe(0);
  });

  it('is not said of what passes: too much asked, a server that is down, a doorkeeper before a page', async () => {
    for (const [match, status] of [
      ['fapi.binance.com/fapi/v1/ticker', 429],
      ['/fapi/v1/openInterest?', 503],
      ['www.binance.com/en/', 403],
    ] as const) {
      const asked = await planted('binance', match, { kind: 'status', status });
      expect(drifted(asked)).toEqual([]);
      expect(asked.report.checks.map(lineOf)).toContainEqual(
        expect.stringContaining(`HTTP ${status}`),
      );
    }
  });

  it('asks nothing more after a refusal of the address', async () => {
    const { report, core } = await planted('binance', 'fapi.binance.com', {
      kind: 'status',
      status: 418,
      retryAfterS: 600,
    });
    expect(core.log.all.filter(({ host }) => host === 'fapi.binance.com')).toHaveLength(1);
    expect(report.checks.map(lineOf)).toContain(
      'GET /futures/data/openInterestHist: not asked after: banned',
    );
  });

  it('asks at the next host where the first refuses the country', async () => {
    const asked = await planted('okx', 'www.okx.com/api', { kind: 'status', status: 451 });
    expect(drifted(asked)).toEqual([expect.stringMatching(/^host https:\/\/www.okx.com: region/)]);
    expect(asked.report.checks.map(lineOf)).toContainEqual(
      expect.stringMatching(/^read: listing: \d+ perpetuals$/),
    );
  });

  it('takes a host of another region for one that answers, though it has nothing', async () => {
    const asked = await planted('okx', 'us.okx.com/api', { kind: 'empty-list' });
    expect(drifted(asked)).toEqual([]);
    expect(asked.report.checks.map(lineOf)).toContain(
      'host https://us.okx.com: HTTP 200, an empty list',
    );
  });

  it('does not wonder where a site leads who is refused here', async () => {
    const fault: FaultKind = { kind: 'redirect', to: 'https://www.example.com/' };
    const asked = await planted('binance', 'www.binance.com', fault, ['binance']);
    expect(drifted(asked)).toEqual([]);
    expect(asked.report.checks.map(lineOf)).toContain(
      'page: spot: HTTP 302, to https://www.example.com/',
    );
  });

  it('takes a page that leads to the same pair for one that is there', async () => {
    const to = '/en/trade/usdt/BTCUSDT';
    const asked = await planted('bybit', 'www.bybit.com/trade/usdt/', { kind: 'redirect', to });
    expect(drifted(asked)).toEqual([]);
    expect(asked.report.checks.map(lineOf)).toContainEqual(
      `page: perpetual, as we link to it: HTTP 302, to https://www.bybit.com${to}`,
    );
  });

  it('names what the product asks and the probe does not know', async () => {
    const [known] = PROBES.filter(({ id }) => id === 'gate');
    const [venue] = VENUES.filter(({ id }) => id === 'gate');
    if (!known || !venue) throw new Error('no such venue');
    const endpoints = known.endpoints.filter(({ path }) => !path.endsWith('contract_stats'));
    const { checks } = await askApi(
      { ...known, endpoints, questions: [] },
      venue,
      marketSource(),
      false,
      signal,
    );
    expect(checks.map(lineOf)).toContain(
      'GET /api/v4/futures/usdt/contract_stats: the product asks it, and the probe did not send it',
    );
  });
});

describe('everything is in trouble', () => {
  it.each<[string, FaultKind, 0 | 1]>([
    ['every country is refused', { kind: 'status', status: 451 }, 1],
    ['every server is down', { kind: 'status', status: 503 }, 0],
    ['all leads elsewhere', { kind: 'redirect', to: 'https://www.example.com/' }, 1],
    ['bodies are cut off', { kind: 'truncate' }, 0],
    ['all is of another shape', { kind: 'wrong-shape' }, 1],
    ['all values are of other types', { kind: 'wrong-types' }, 1],
    ['all lists are empty', { kind: 'empty-list' }, 1],
    ['rows are nothing', { kind: 'bad-rows', rows: 5_000 }, 1],
  ])('%s: there is a report of every venue all the same', async (_name, fault, code) => {
    const { report } = await probe(NAMES, ({ faults }) => faults.add({ match: '', fault }));
    expect(new Set(report.checks.map(({ venue }) => venue))).toEqual(new Set(NAMES));
    expect(exitCodeOf(report)).toBe(code);
    const answers = report.checks.filter(({ what }) => what.startsWith('question'));
    for (const { seen } of answers) expect(seen).not.toMatch(/undefined|NaN|Infinity|\[object/);
  });
});

describe('the report', () => {
  it('ends with a line that sums it up, in the table and in JSON', async () => {
    const { report } = await planted('gate', 'www.gate.com/trade/', {
      kind: 'status',
      status: 404,
    });
    const line = summaryLine(report);
    expect(line).toMatch(/^\d+ agree, 1 drifted, 0 not seen; \d+ requests$/);
    expect(table(report)).toContain('✗ drifted   page: spot');
    const json: unknown = JSON.parse(asJson(report));
    expect(json).toMatchObject({
      format: 1,
      source: 'market',
      summary: { drifted: 1, notSeen: 0 },
    });
    expect(json).toHaveProperty('spent.0.venue', 'gate');
    expect(json).toHaveProperty('requests.0.status', 200);
    expect(json).toHaveProperty('checks.0.expected', 'read whole by the product');
  });

  it('shows strangers’ words on one line, and no more of them than helps', async () => {
    const body = `{"label":"${'x\u001b[2J\\n'.repeat(400)}"}`;
    const { report } = await planted('gate', 'usdt/contracts', {
      kind: 'status',
      status: 400,
      body,
    });
    expect(table(report)).not.toContain('\u001b');
    for (const line of table(report).split('\n')) expect(line.length).toBeLessThan(600);
  });

  it('is not made where no exchange can be reached', async () => {
    const source = {
      ...marketSource(),
      atOnce: Number.POSITIVE_INFINITY,
      fetch: () => Promise.reject(new TypeError('fetch failed')),
    };
    await expect(run('live', source, { names: NAMES, refusedHere: [] }, signal)).rejects.toThrow(
      Unreachable,
    );
  });
});

/** Which of a venue's limits the market counted a request to. */
function isOf(venue: string, limit: string, host: string, path: string): boolean {
  const probe = PROBES.find(({ id }) => id === venue);
  const endpoints = probe ? [...probe.endpoints, probe.light] : [];
  const isOfVenue = VENUES.find(({ id }) => id === venue)?.apiOrigins.some((origin) =>
    origin.endsWith(host),
  );
  const isAnyHost = isOfVenue ?? false;
  return (
    (isAnyHost || host === 'api.bybit.eu') &&
    endpoints.some((each) => each.path === path && limit in each.cost)
  );
}
