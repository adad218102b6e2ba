/** A board to its stored record and back. Exact: values are 64-bit, missing is NaN in the record and null outside. */
import type { Standing, VenueBoard } from '../domain/board';
import { INPUT_NAMES, NO_INPUTS } from '../domain/inputs';
import type { BoardRecord } from './records';
import { BOARD_COLUMNS } from './records';

const WIDTH = BOARD_COLUMNS.length;

export function packBoard(board: VenueBoard): BoardRecord {
  const values = new Float64Array(board.standings.length * WIDTH);
  board.standings.forEach((standing, index) => {
    const { reading, openInterest, inputs } = standing;
    const row = [
      reading?.pricedAtMs,
      reading?.markPrice,
      reading?.indexPrice,
      reading?.fundingRate,
      reading?.fundingPeriodHours,
      reading?.nextFundingAtMs,
      reading?.quoteVolume24h,
      openInterest?.atMs,
      openInterest?.coins,
      ...INPUT_NAMES.map((name) => inputs[name]),
    ];
    row.forEach((value, column) => {
      values[index * WIDTH + column] = value ?? Number.NaN;
    });
  });
  const perps = board.standings.map(({ perp }) => perp);
  return { venue: board.venue, asOfMs: board.asOfMs, perps, values };
}

export function unpackBoard(record: BoardRecord): VenueBoard {
  const { values } = record;
  const standings = record.perps.map((perp, index): Standing => {
    const at = (column: number): number | null => {
      const value = values[index * WIDTH + column];
      return value === undefined || Number.isNaN(value) ? null : value;
    };
    const pricedAtMs = at(0);
    const openInterestAtMs = at(7);
    const coins = at(8);
    const inputs = { ...NO_INPUTS };
    INPUT_NAMES.forEach((name, column) => {
      inputs[name] = at(9 + column);
    });
    return {
      perp,
      reading:
        pricedAtMs === null
          ? null
          : {
              symbol: perp.symbol,
              pricedAtMs,
              markPrice: at(1),
              indexPrice: at(2),
              fundingRate: at(3),
              fundingPeriodHours: at(4),
              nextFundingAtMs: at(5),
              quoteVolume24h: at(6),
            },
      openInterest:
        openInterestAtMs === null || coins === null ? null : { atMs: openInterestAtMs, coins },
      inputs,
    };
  });
  return { venue: record.venue, asOfMs: record.asOfMs, standings };
}
