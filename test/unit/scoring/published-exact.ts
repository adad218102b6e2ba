/** Three published readings with every input and contribution. */
export const EXACT_ROWS = [
  {
    symbol: 'DEXEUSDT',
    inputs: {
      oi1hPct: 0.5341887268190606,
      oi4hPct: 1.334686307065344,
      oi24hPct: -6.081636262682764,
      fundingPct: -0.279243,
      basisPct: -0.7384661421883034,
    },
    contributions: {
      oi1h: 2.564105888731491,
      oi4h: 3.559163485507585,
      oi24h: -11.35238769034116,
      funding: -28,
      basis: -16,
    },
    score: 49,
    bias: 'SHORT',
    regimeLabel: 'Net short bias building',
  },
  {
    symbol: 'CLOUSDT',
    inputs: {
      oi1hPct: -0.08285314430525692,
      oi4hPct: 0.1950111488985151,
      oi24hPct: -0.1928677320639239,
      fundingPct: 0.123796,
      basisPct: 0.4791350951559005,
    },
    contributions: {
      oi1h: -0.3976950926652332,
      oi4h: 0.5200297303960404,
      oi24h: -0.3600197665193245,
      funding: 28,
      basis: 16,
    },
    score: 44,
    bias: 'LONG',
    regimeLabel: 'Net long bias building',
  },
  {
    symbol: 'RIFUSDT',
    inputs: {
      oi1hPct: 0.490129259437331,
      oi4hPct: 0.8061607380870197,
      oi24hPct: 0.27036398164547,
      fundingPct: -0.165293,
      basisPct: -0.6077613098190978,
    },
    contributions: {
      oi1h: 2.352620445299189,
      oi4h: 2.149761968232053,
      oi24h: 0.5046794324048773,
      funding: -28,
      basis: -16,
    },
    score: 39,
    bias: 'SHORT',
    regimeLabel: 'Net short bias building',
  },
] as const;
