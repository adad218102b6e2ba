import { namesOf } from '../../lib/board/assets';
import type { VenueId } from '../../lib/domain/venue';
import { readSettings } from '../../lib/settings/store';
import { viewers } from './viewers';

/** The venue's symbols that people look at now or watch: they are asked first. */
export async function firstSymbols(venue: VenueId): Promise<ReadonlySet<string>> {
  const [{ watchlist }, viewed] = await Promise.all([readSettings(), viewers.all()]);
  const prefix = `${venue}:`;
  return new Set([
    ...viewed.filter(({ pair }) => pair.venue === venue).flatMap(({ pair }) => namesOf(pair)),
    ...watchlist.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length)),
  ]);
}
