/** Hyperliquid: https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api/info-endpoint/perpetuals */
import { pages } from '../../../../lib/venues/hyperliquid/pages';
import type { Rows, VenueProbe } from '../contract';
import { finding, notSeen, undocumentedSides } from '../findings';
import { textsOf } from '../values';

const OWN = 'POST /info type=metaAndAssetCtxs';
const DEXS = 'POST /info type=perpDexs';

/** The listing, and each asset's context in the same order. */
const assets = (count: Rows['count']): Rows[] => [
  {
    at: '0',
    count: [1, 1],
    fields: { list: 'universe marginTables', number: 'collateralToken' },
  },
  {
    at: '0.universe',
    count,
    fields: {
      number: 'szDecimals maxLeverage marginTableId',
      string: 'name marginMode? growthMode? lastGrowthModeChangeTime?',
      boolean: 'isDelisted? onlyIsolated?',
    },
  },
  {
    at: '1',
    count,
    fields: {
      string: 'prevDayPx oraclePx markPx funding openInterest dayNtlVlm dayBaseVlm',
      'string|null': 'premium midPx',
      'list|null': 'impactPxs',
    },
  },
];

export const hyperliquid: VenueProbe = {
  id: 'hyperliquid',
  // https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api/rate-limits-and-user-limits
  limits: [{ id: 'weight', units: 1200, windowMs: 60_000 }],
  limitHeaders: [],
  light: {
    path: '/info',
    body: { type: 'exchangeStatus' },
    cost: { weight: 2 },
    rows: [
      { at: '', count: [1, 1], fields: { number: 'time', 'list|object|null': 'specialStatuses' } },
    ],
  },
  endpoints: [
    {
      path: '/info',
      body: { type: 'metaAndAssetCtxs' },
      cost: { weight: 20 },
      rows: assets([100, 2000]),
    },
    {
      path: '/info',
      body: { type: 'perpDexs' },
      cost: { weight: 20 },
      rows: [
        {
          at: '',
          // The first one is the venue's own market.
          orNull: true,
          count: [1, 200],
          fields: {
            string: 'name fullName deployer deployerFeeScale? lastDeployerFeeScaleChangeTime?',
            'string|null': 'oracleUpdater feeRecipient',
            list: `assetToStreamingOiCap subDeployers? assetToFundingMultiplier? assetToFundingInterestRate?`,
          },
        },
      ],
    },
    {
      path: '/info',
      body: { type: 'metaAndAssetCtxs', dex: '*' },
      also: { dex: 'xyz' },
      cost: { weight: 20 },
      most: 12,
      rows: assets([1, 1000]),
    },
  ],
  questions: [
    {
      name: 'pages of others may read its answers',
      belief: 'access-control-allow-origin is *',
      answer({ exchange }) {
        const asked = exchange(OWN);
        if (asked?.status !== 200) return notSeen('no answer');
        const allowed = asked.headers.get('access-control-allow-origin');
        return finding(allowed === '*', allowed ?? 'no such header');
      },
    },
    {
      name: 'markets of other builders',
      belief: 'perpDexs names xyz among them',
      answer({ rows }) {
        const names = textsOf(rows(DEXS), 'name');
        if (names.length === 0) return notSeen('no list');
        return finding(names.includes('xyz'), names.join(' '));
      },
    },
    {
      name: 'names for a thousand coins',
      belief: 'kBONK kDOGS kFLOKI kLUNC kNEIRO kPEPE kSHIB, and no other with a small k',
      answer({ rows }) {
        const names = textsOf(rows(OWN), 'name');
        if (names.length === 0) return notSeen('no list');
        const small = names.filter((name) => /^k[A-Z]/.test(name));
        const known = /^k(BONK|DOGS|FLOKI|LUNC|NEIRO|PEPE|SHIB)$/;
        return finding(
          small.every((name) => known.test(name)),
          small.sort().join(' ') || 'none',
        );
      },
    },
    undocumentedSides('both: longs and shorts added'),
  ],
  site: {
    product: pages,
    pages: [
      {
        kind: 'perpetual, as we link to it',
        url: pages.tradeUrl('BTC'),
        pair: { symbol: 'BTC', market: 'perpetual' },
        title: /\| BTC \| Hyperliquid/,
      },
      {
        kind: 'no pair in the address',
        url: 'https://app.hyperliquid.xyz/trade',
        title: /^[\d,]+\.?\d*\s*\|\s*[\w:-]{1,32}\s*\|\s*Hyperliquid$/,
      },
      {
        kind: 'spot',
        url: 'https://app.hyperliquid.xyz/trade/HYPE/USDC',
        pair: { symbol: 'HYPE', market: 'spot' },
        title: /HYPE\/USDC/,
      },
      {
        kind: 'market of another builder',
        url: 'https://app.hyperliquid.xyz/trade/xyz:TSLA',
        title: /xyz:TSLA/,
      },
      {
        kind: 'perpetual, at the test site',
        url: 'https://app.hyperliquid-testnet.xyz/trade/BTC',
        title: /\| BTC \| Hyperliquid/,
      },
    ],
  },
};
