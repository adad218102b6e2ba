/** Writes down how far a venue's upkeep is; see SymbolIndexRecord. */
import type { Database } from './database';
import type { Marks } from './marks';

/** Within the transaction of what was done, or after it. */
export async function mark(
  database: Database,
  venue: string,
  marks: Partial<Marks>,
): Promise<void> {
  const { symbols } = database;
  await database.transaction('rw', symbols, async () => {
    const index = await symbols.get(venue);
    if (index !== undefined) await symbols.put({ ...index, ...marks });
  });
}
