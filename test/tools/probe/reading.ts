/** The product's reading of the answers: dropped rows, and missing values. */
import type { Perp } from '../../../lib/domain/perp';
import type { VenueError } from '../../../lib/http/venue-error';
import type { Snapshot } from '../../../lib/venues/contract';
import type { Finding } from './contract';
import { finding, notSeen } from './findings';
import { detailOf } from './venue-api';

/** Share of rows that may lack a value. */
const MAY_LACK = 0.1;

export function failedReading(error: VenueError): Finding {
  const seen = `${error.endpoint}: ${detailOf(error)}`;
  return isAboutTheAnswer(error) ? finding(false, seen) : notSeen(seen);
}

/** Failures of region, network or time are reported by the endpoint's own line. */
function isAboutTheAnswer({ kind }: VenueError): boolean {
  return kind === 'shape' || kind === 'not-json' || kind === 'refused';
}

/** Dropped rows and invalid answers count as drift. */
export function wholeReading(
  isGood: boolean,
  words: string,
  { errors, droppedRows }: { errors: readonly VenueError[]; droppedRows: number },
): Finding {
  const lost = errors.map((error) => `${error.endpoint}: ${detailOf(error)}`);
  const dropped = droppedRows > 0 ? [`${droppedRows} rows dropped`] : [];
  const seen = [words, ...dropped, ...lost].join('; ');
  if (droppedRows > 0 || errors.some(isAboutTheAnswer)) return finding(false, seen);
  return errors.length > 0 ? notSeen(seen) : finding(isGood, seen);
}

export function priceReading(
  prices: Snapshot,
  perps: readonly Perp[],
  hasOpenInterest: boolean,
): Finding {
  const { readings, openInterest } = prices;
  const told = new Map(perps.map((perp) => [perp.symbol, perp.fundingPeriodHours]));
  const lacking = (value: (reading: (typeof readings)[number]) => unknown): number =>
    readings.filter((reading) => (value(reading) ?? null) === null).length;
  const lacks: readonly (readonly [name: string, count: number])[] = [
    ['a mark price', lacking(({ markPrice }) => markPrice)],
    ['an index price', lacking(({ indexPrice }) => indexPrice)],
    ['a funding rate', lacking(({ fundingRate }) => fundingRate)],
    [
      'a funding period',
      lacking(({ symbol, fundingPeriodHours }) => fundingPeriodHours ?? told.get(symbol)),
    ],
    ['turnover', lacking(({ quoteVolume24h }) => quoteVolume24h)],
    ['open interest', hasOpenInterest ? lacking(({ symbol }) => openInterest.get(symbol)) : 0],
  ];
  const most = MAY_LACK * perps.length;
  const isGood =
    perps.length - readings.length <= most && lacks.every(([, count]) => count <= most);
  const words = lacks.flatMap(([name, count]) => (count > 0 ? [`${count} without ${name}`] : []));
  return wholeReading(
    isGood,
    [`${readings.length} of ${perps.length} perpetuals`, ...words].join(', '),
    prices,
  );
}
