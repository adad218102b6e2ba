/** Scores from a file of inputs, next to the symbol or under `inputs`: an export can be scored again. */
import { readFileSync, statSync } from 'node:fs';
import { quoted, textOfFile } from '../../../lib/domain/foreign-text';
import { NO_INPUTS, SHOWN_INPUTS } from '../../../lib/domain/inputs';
import { recordFrom } from '../../../lib/domain/record-of';
import { scoreAll } from '../../../lib/scoring/score';
import * as z from '../../../lib/schema';
import type { ScoredEntry } from './rows';

const input = z.optional(z.nullable(z.number()));
const NAMES = SHOWN_INPUTS.map(({ name }) => name);
const SCORED = SHOWN_INPUTS.filter(({ isWeighed }) => isWeighed).map(({ name }) => name);
const inputs = recordFrom(NAMES, () => input);
const row = z.object({
  symbol: z.string(),
  venue: z.optional(z.nullable(z.string())),
  ...inputs,
  inputs: z.optional(z.object(inputs)),
  /** Used by the crowding model only, for the 8 h equivalent of the funding. Absent: `fundingPct` already is one. */
  fundingPeriodHours: z.optional(z.nullable(z.number().check(z.positive()))),
});

/** UTF-8 or UTF-16. Throws an Error that names the invalid row and field. */
export function entriesFromFile(file: string): ScoredEntry[] {
  const result = z.array(row).safeParse(jsonIn(file));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new Error(
      `${file}: ${issue?.path.join('.') || 'file'}: ${issue?.message ?? 'unreadable'}`,
    );
  }
  if (result.data.length === 0) throw new Error(`${file} has no rows`);
  return result.data.map((entry, index) => {
    const given = entry.inputs ?? entry;
    if (!SCORED.some((name) => name in given)) {
      throw new Error(`${file}: ${index}: none of ${SCORED.join(', ')}`);
    }
    const fundingPct = given.fundingPct ?? null;
    const periodHours = entry.fundingPeriodHours ?? null;
    // Under 4 h `fundingPct` already is the 8 h equivalent.
    const factor = periodHours === null || periodHours < 4 ? 1 : 8 / periodHours;
    const scored = { ...NO_INPUTS };
    for (const name of NAMES) scored[name] = given[name] ?? null;
    scored.funding8hPct = fundingPct === null ? null : fundingPct * factor;
    return {
      venue: entry.venue ?? null,
      symbol: entry.symbol,
      inputs: scored,
      fundingPeriodHours: periodHours,
      pricedAtMs: null,
      openInterestAtMs: null,
      scores: scoreAll(scored),
    };
  });
}

function jsonIn(file: string): unknown {
  if (statSync(file).isDirectory()) throw new Error(`${file} is a folder, not a file`);
  const text = textOfFile(readFileSync(file));
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${file} is not JSON: ${quoted(reason)}`, { cause: error });
  }
}
