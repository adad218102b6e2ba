/** Columns of boards whose records did not name them (database versions 1 to 4). Frozen. */
export const FIRST_BOARD_COLUMNS = [
  'pricedAtMs',
  'markPrice',
  'indexPrice',
  'fundingRate',
  'fundingPeriodHours',
  'nextFundingAtMs',
  'quoteVolume24h',
  'openInterestAtMs',
  'baseQty',
  'oi1hPct',
  'oi4hPct',
  'oi24hPct',
  'fundingPct',
  'funding8hPct',
  'basisPct',
] as const;
