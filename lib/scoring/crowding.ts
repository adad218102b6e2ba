/**
 * The crowding model: funding and basis decide the side (`lean`), open interest decides the size (`build`). raw = 50 ·
 * lean · (1 + build). Each factor's contribution is its own term of that product, so they add up: 50 · lean is split
 * over funding and basis, 50 · lean · build over the three windows of open interest. As in the classic model nothing is
 * rescaled for a missing input.
 */
import type { ScoreInputs } from '../domain/inputs';
import type { FactorRule, Model } from './model';
import { share, sideOnly } from './model';

const OI_1H: FactorRule = { factor: 'oi1h', input: 'oi1hPct', weight: 12, fullAt: 2.5 };
const OI_4H: FactorRule = { factor: 'oi4h', input: 'oi4hPct', weight: 16, fullAt: 6 };
const OI_24H: FactorRule = { factor: 'oi24h', input: 'oi24hPct', weight: 28, fullAt: 15 };
const FUNDING: FactorRule = { factor: 'funding', input: 'funding8hPct', weight: 28, fullAt: 0.05 };
const BASIS: FactorRule = { factor: 'basis', input: 'basisPct', weight: 16, fullAt: 0.25 };

const LEAN_WEIGHT = FUNDING.weight + BASIS.weight;
const BUILD_WEIGHT = OI_1H.weight + OI_4H.weight + OI_24H.weight;

/** −1..1: which side pays, and how much. */
export function leanOf({ funding8hPct, basisPct }: ScoreInputs): number {
  return (known(FUNDING, funding8hPct) + known(BASIS, basisPct)) / LEAN_WEIGHT;
}

/** −1..1: whether positions are being opened or closed. */
export function buildOf({ oi1hPct, oi4hPct, oi24hPct }: ScoreInputs): number {
  return (known(OI_1H, oi1hPct) + known(OI_4H, oi4hPct) + known(OI_24H, oi24hPct)) / BUILD_WEIGHT;
}

export const crowding: Model = {
  id: 'crowding',
  version: 1,
  factors: [OI_1H, OI_4H, OI_24H, FUNDING, BASIS],
  contributions(inputs) {
    const { oi1hPct, oi4hPct, oi24hPct, funding8hPct, basisPct } = inputs;
    const lean = 50 * leanOf(inputs);
    return {
      oi1h: term(lean, OI_1H, oi1hPct, BUILD_WEIGHT),
      oi4h: term(lean, OI_4H, oi4hPct, BUILD_WEIGHT),
      oi24h: term(lean, OI_24H, oi24hPct, BUILD_WEIGHT),
      funding: term(50, FUNDING, funding8hPct, LEAN_WEIGHT),
      basis: term(50, BASIS, basisPct, LEAN_WEIGHT),
    };
  },
  regimeOf({ score, bias, raw, inputs }) {
    const build = buildOf(inputs);
    if (build >= 0.25 && score >= 35 && raw !== 0) {
      return raw > 0 ? 'LONG_SQUEEZE_RISK' : 'SHORT_SQUEEZE_RISK';
    }
    return build <= -0.25 ? 'UNWINDING' : sideOnly(bias);
  },
};

/** A factor's term in its side's weighted sum; 0 when missing. */
function known({ weight, fullAt }: FactorRule, value: number | null): number {
  return weight * (share(value, fullAt) ?? 0);
}

/** A factor's share of `whole`; null when it is missing. */
function term(
  whole: number,
  { weight, fullAt }: FactorRule,
  value: number | null,
  of: number,
): number | null {
  const part = share(value, fullAt);
  return part === null ? null : (whole * weight * part) / of;
}
