/** Scores from a file of inputs: what an export holds scores the same again. */
import { readFileSync } from 'node:fs';
import { scoreAll } from '../../../lib/scoring/score';
import * as z from '../../../lib/schema';
import type { ScoredEntry } from './rows';

const input = z.optional(z.nullable(z.number()));
const row = z.object({
  symbol: z.string(),
  venue: z.optional(z.nullable(z.string())),
  oi1hPct: input,
  oi4hPct: input,
  oi24hPct: input,
  fundingPct: input,
  basisPct: input,
  /** Only the crowding model asks: funding counts as its 8 h equivalent there. Absent: `fundingPct` is one already. */
  fundingPeriodHours: z.optional(z.nullable(z.number().check(z.positive()))),
});

/** Throws an Error that names the row and field which can't be read. */
export function entriesFromFile(file: string): ScoredEntry[] {
  const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const result = z.array(row).safeParse(json);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new Error(
      `${file}: ${issue?.path.join('.') || 'file'}: ${issue?.message ?? 'unreadable'}`,
    );
  }
  return result.data.map((entry) => {
    const fundingPct = entry.fundingPct ?? null;
    const periodHours = entry.fundingPeriodHours ?? null;
    // Under 4 h the funding is its 8 h equivalent already.
    const factor = periodHours === null || periodHours < 4 ? 1 : 8 / periodHours;
    const inputs = {
      oi1hPct: entry.oi1hPct ?? null,
      oi4hPct: entry.oi4hPct ?? null,
      oi24hPct: entry.oi24hPct ?? null,
      fundingPct,
      funding8hPct: fundingPct === null ? null : fundingPct * factor,
      basisPct: entry.basisPct ?? null,
    };
    return {
      venue: entry.venue ?? null,
      symbol: entry.symbol,
      inputs,
      fundingPeriodHours: periodHours,
      pricedAtMs: null,
      openInterestAtMs: null,
      scores: scoreAll(inputs),
    };
  });
}
