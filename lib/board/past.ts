/** Where the recorded past comes from. The page that mounts the board passes it in, once it is asked for. */
import type { Thresholds } from '../domain/band';
import type { Series } from '../domain/series';
import type { VenueId } from '../domain/venue';
import type { TrendOf } from './trends';

export interface Past {
  /** Null before the first refresh. Times are on the exchange's clock. Rejects when the database can't be read. */
  read: (venue: VenueId, symbol: string, fromMs: number, toMs: number) => Promise<Series | null>;
  /** Everybody's last 24 h. Rejects as `read` does. */
  trends: (thresholds: Thresholds, refreshMs: number) => Promise<TrendOf>;
}
