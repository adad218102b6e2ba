/** The probe's report: a table, JSON, and a summary line. */
import type { Check, Verdict } from './contract';
import type { Statement } from './probe-budget';
import type { Exchange } from './wire';

export interface Report {
  /** `live`, or `market`. */
  source: string;
  atMs: number;
  checks: readonly Check[];
  requests: readonly { venue: string; exchange: Exchange }[];
  spent: readonly (Statement & { venue: string })[];
}

const MARKS: Readonly<Record<Verdict, string>> = { agrees: '✓', drifted: '✗', 'not seen': '–' };
const WIDEST = 46;
const LONGEST_SEEN = 400;

function countOf({ checks }: Report, verdict: Verdict): number {
  return checks.filter((check) => check.verdict === verdict).length;
}

/** 1 where something drifted. */
export function exitCodeOf(report: Report): 0 | 1 {
  return countOf(report, 'drifted') > 0 ? 1 : 0;
}

/** The last line: `142 agree, 1 drifted, 7 not seen; 62 requests`. */
export function summaryLine(report: Report): string {
  const [agree, drifted, unseen] = (['agrees', 'drifted', 'not seen'] as const).map((verdict) =>
    countOf(report, verdict),
  );
  return `${agree} agree, ${drifted} drifted, ${unseen} not seen; ${report.requests.length} requests`;
}

export function table(report: Report): string {
  const { checks } = report;
  const width = Math.min(WIDEST, Math.max(...checks.map(({ what }) => what.length)));
  const lines = [`${report.source}, ${new Date(report.atMs).toISOString()}`];
  for (const venue of new Set(checks.map((check) => check.venue))) {
    lines.push('', venue);
    for (const { what, verdict, expected, seen } of checks.filter((each) => each.venue === venue)) {
      const words = oneLine(seen);
      const wanted = verdict === 'agrees' && !what.startsWith('question') ? '' : ` (${expected})`;
      lines.push(
        `  ${MARKS[verdict]} ${verdict.padEnd(8)}  ${what.padEnd(width)}  ${words}${wanted}`,
      );
    }
  }
  return lines.join('\n');
}

/** Everything, with all requests and their results; without bodies. */
export function asJson(report: Report): string {
  const { source, atMs, checks, requests, spent } = report;
  const summary = {
    agree: countOf(report, 'agrees'),
    drifted: countOf(report, 'drifted'),
    notSeen: countOf(report, 'not seen'),
    requests: requests.length,
  };
  return JSON.stringify(
    {
      format: 1,
      source,
      at: new Date(atMs).toISOString(),
      summary,
      checks,
      spent,
      requests: requests.map(({ venue, exchange }) => ({
        venue,
        method: exchange.method,
        url: exchange.url,
        status: exchange.status,
        tookMs: exchange.answeredAtMs - exchange.askedAtMs,
        characters: exchange.text.length,
        redirectedTo: exchange.redirectedTo,
        failure: exchange.failure,
      })),
    },
    null,
    1,
  );
}

/** Foreign text on one line, without terminal controls. */
function oneLine(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line.length > LONGEST_SEEN ? `${line.slice(0, LONGEST_SEEN)}…` : line;
}
