/** One row of the board and its cells. */
import { Component } from 'preact';
import type { RankedRow } from '../../lib/board/rows';
import { otherReadingOf } from '../../lib/board/rows';
import type { Trend } from '../../lib/board/trends';
import { PICTURE_HEIGHT } from '../../lib/board/trends';
import type { Band, Thresholds } from '../../lib/domain/band';
import { MISSING, signed } from '../../lib/domain/format';
import { isSqueeze, leaningOf, regimePhrase } from '../../lib/domain/headline';
import type { Bias, Score } from '../../lib/domain/score';
import { TRAIL_LENGTH } from '../../lib/domain/series';
import type { VenueId } from '../../lib/domain/venue';
import type { Words } from '../ui/words';
import { useWords } from '../ui/words';
import { shortMark } from './access';
import { cellOf } from '../../lib/board/columns';
import type { Factor } from '../../lib/domain/inputs';
import { FACTORS } from '../../lib/domain/inputs';
import type { FundingUnit } from '../../lib/settings/settings';
import { explained } from '../ui/explained';
import { RegimeIcon } from '../ui/icons';
import { otherWords } from '../ui/headline-words';
import { Measured } from '../ui/measured';

/**
 * The number, and a bar that grows from the middle to the side it leans to: long to the right, short to the left.
 * A partial score has its range below, and as a line on the bar.
 */
export function ScoreBar({ score }: { score: Score }) {
  const t = useWords();
  const { low, high } = score;
  const on = (side: string) => (from: number, to: number) => ({
    [side]: `${50 + from / 2}%`,
    width: `${(to - from) / 2}%`,
  });
  const place = on(score.raw < 0 ? 'right' : 'left');
  return (
    <>
      <span
        class="score-figures"
        {...(score.coverage < 100 && { title: partialWords(t, score), ...explained('partial') })}
      >
        <span class="score-number">{score.score}</span> <ScoreRange score={score} />
      </span>
      <span class="score-bar">
        <span class="score-fill" style={place(0, score.score)} />
        {low < high && <span class="score-reach" style={place(low, high)} />}
      </span>
    </>
  );
}

/** `16–72`; nothing where the score is certain. */
export function ScoreRange({ score: { low, high } }: { score: Score }) {
  const t = useWords();
  if (low === high) return null;
  return (
    <span class="score-range" {...explained('range')}>
      <span aria-hidden="true">{t('score_range', String(low), String(high))}</span>
      <span class="sr-only">{t('score_could_be', String(low), String(high))}</span>
    </span>
  );
}

/** What is known of a partial score, and what it could become. */
export function partialWords(t: Words, { coverage, low, high }: Score): string {
  const covered = t('popup_coverage_title', String(coverage));
  return low < high ? `${covered} ${t('popup_could_be', String(low), String(high))}` : covered;
}

const ARROWS: Record<Bias, string> = { LONG: '▲', SHORT: '▼', NEUTRAL: '·' };

/** In the neutral band a side is a leaning. */
export function SideWord({ score, band }: { score: Score; band: Band }) {
  const t = useWords();
  const leaning = leaningOf(score, band);
  return (
    <>
      <span class="arrow" aria-hidden="true">
        {ARROWS[score.bias]}
      </span>
      <span class={leaning === null ? 'word' : 'word is-leaning'}>
        {t(leaning === null ? `bias_${score.bias}` : `leaning_${leaning}`)}
      </span>
    </>
  );
}

interface RegimeCellProps {
  row: RankedRow;
  thresholds: Thresholds;
  t: Words;
}

/** The regime, with the mark of a squeeze risk, and the other model's reading where it differs. */
function RegimeCell({ row, thresholds, t }: RegimeCellProps) {
  const { score, inputs } = row;
  const phrase = regimePhrase(score, inputs);
  const other = otherReadingOf(row, thresholds);
  const marks = `${isSqueeze(score.regime) ? ' has-squeeze' : ''}${other === null ? '' : ' has-other'}`;
  return (
    <div
      role="gridcell"
      class={`c-regime${marks}`}
      title={t(`regime_${phrase}`)}
      {...explained(`regime_${score.regime}`)}
    >
      <span class="regime-mark" {...(isSqueeze(score.regime) && explained('squeeze'))}>
        <RegimeIcon regime={score.regime} />
      </span>
      <span class="word">
        {t(`regime_short_${phrase}`)}{' '}
        {other !== null && (
          <span class="other-reading" title={otherWords(t, other)} {...explained('modelsDiffer')}>
            <span aria-hidden="true">
              {t(`model_${other.model}`)} {other.score}
            </span>
            <span class="sr-only">{otherWords(t, other)}</span>
          </span>
        )}
      </span>
    </div>
  );
}

const BOX = `0 0 ${TRAIL_LENGTH - 1} ${PICTURE_HEIGHT}`;
const QUARTER_MS = 900_000;

/** The change over an hour, and the last day as a line: quiet before the score entered its band, in colour since. */
function TrendCells({ trend, t }: { trend: Trend | null; t: Words }) {
  const change = trend?.change ?? null;
  return (
    <>
      <div role="gridcell" class={`c-change num${change ? '' : ' is-zero'}`}>
        {trend === null ? '' : change === null ? MISSING : signed(change, 0)}
      </div>
      <div role="gridcell" class="c-trend">
        {trend !== null && <Spark trend={trend} t={t} />}
      </div>
    </>
  );
}

function Spark({ trend, t }: { trend: Trend; t: Words }) {
  const { before, since, zeroY } = trend.picture();
  const { quarters, isWhole } = trend;
  const span = quartersWords(t, quarters);
  const words = t(isWhole ? 'popup_trend' : 'popup_trend_at_least', span);
  return (
    <>
      <svg class="spark" viewBox={BOX} preserveAspectRatio="none" role="img" aria-label={words}>
        <title>{words}</title>
        <path class="spark-zero" d={`M0 ${zeroY}H${TRAIL_LENGTH - 1}`} />
        <path class="spark-before" d={before} />
        <path class="spark-since" d={since} />
      </svg>
      <span class="trend-since" aria-hidden="true">
        {isWhole ? span : t('popup_since_longer', span)}
      </span>
    </>
  );
}

/** Quarters up to an hour, whole hours beyond: the trail knows no better. */
function quartersWords(t: Words, quarters: number): string {
  if (quarters === 0) return t('popup_wait_minutes', '15');
  if (quarters < 4) return t('popup_wait_minutes', String((quarters * QUARTER_MS) / 60_000));
  return t('popup_span_hours', String(Math.round(quarters / 4)));
}

interface VenueCellProps {
  row: RankedRow;
  nameOf: (venue: VenueId) => string;
  t: Words;
}

/** Which venue a row is from, or on how many an asset trades; in full on hover, and to a screen reader. */
function VenueCell({ row, nameOf, t }: VenueCellProps) {
  if (row.combined === null) {
    const name = nameOf(row.venue);
    return (
      <div role="gridcell" class="c-venue">
        <button
          type="button"
          tabIndex={-1}
          data-venue={row.venue}
          title={t('popup_venue_only', name)}
        >
          <span aria-hidden="true">{shortMark(name)}</span>
          <span class="sr-only">{name}</span>
        </button>
      </div>
    );
  }
  const { parts, venueCount } = row.combined;
  const names = [...new Set(parts.map(({ venue }) => nameOf(venue)))].join(', ');
  const words =
    venueCount === 1
      ? t('popup_venue_alone', names)
      : t('popup_venue_count', String(venueCount), names);
  return (
    <div role="gridcell" class="c-venue" title={words}>
      <span class={venueCount === 1 ? 'venue-count is-alone' : 'venue-count'} aria-hidden="true">
        {venueCount === 1 ? shortMark(names) : `×${venueCount}`}
      </span>
      <span class="sr-only">{words}</span>
    </div>
  );
}

interface RowProps {
  row: RankedRow;
  /** Index in the grid, from 1; the header is 1. */
  rowIndex: number;
  top: number;
  isSelected: boolean;
  isOpen: boolean;
  isWatched: boolean;
  isLastWatched: boolean;
  /** The age in words when the row is stale; else null. */
  staleWords: string | null;
  fundingUnit: FundingUnit;
  /** By which the row has its band. */
  thresholds: Thresholds;
  /** Null until the trends are read, and without any. */
  trend: Trend | null;
  /** The venues' names; null on a board of one venue. */
  nameOf: ((venue: VenueId) => string) | null;
  t: Words;
}

export function rowId(key: string): string {
  return `row-${key}`;
}

/** One row. The grid handles clicks, so that scrolling creates no functions; redrawn only on change. */
export class Row extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    const before = new Map<string, unknown>(Object.entries(this.props));
    return Object.entries(next).some(([name, value]) => before.get(name) !== value);
  }

  override render(props: RowProps) {
    const { row, t, isOpen, isSelected, isWatched, isLastWatched, staleWords } = props;
    const { score, perp } = row;
    const classes = ['row', `band-${row.band}`, `level-${row.level}`, `bias-${score.bias}`];
    if (isLastWatched) classes.push('is-last-watched');
    if (score.coverage < 100) classes.push('is-partial');
    if (staleWords !== null) classes.push('is-stale');
    return (
      <div
        role="row"
        id={rowId(row.key)}
        class={classes.join(' ')}
        data-key={row.key}
        aria-level={1}
        aria-rowindex={props.rowIndex}
        aria-selected={isSelected}
        aria-expanded={isOpen}
        style={{ top: `${props.top}px` }}
      >
        <div role="gridcell" class="c-star">
          <button
            type="button"
            tabIndex={-1}
            data-star
            aria-pressed={isWatched}
            aria-label={t('popup_watch', perp.symbol)}
          />
        </div>
        <div role="gridcell" class="c-rank num">
          {row.rank ?? '–'}
        </div>
        <div role="gridcell" class="c-symbol" title={perp.symbol}>
          <SymbolName symbol={perp.symbol} baseAsset={perp.baseAsset} />
          {staleWords !== null && (
            <span class="age-dot" title={t('popup_stale_row', staleWords)} {...explained('stale')}>
              <span class="sr-only">{t('popup_stale_row', staleWords)}</span>
            </span>
          )}
        </div>
        {props.nameOf !== null && <VenueCell {...{ row, t, nameOf: props.nameOf }} />}
        <div role="gridcell" class="c-score">
          <ScoreBar score={score} />
        </div>
        <div role="gridcell" class="c-side">
          <SideWord score={score} band={row.band} />
        </div>
        <RegimeCell {...{ row, t, thresholds: props.thresholds }} />
        {FACTORS.map((factor) => (
          <NumberCell key={factor} {...{ row, factor, t, unit: props.fundingUnit }} />
        ))}
        <TrendCells trend={props.trend} t={t} />
      </div>
    );
  }
}

/** Characters; longer than the names of nearly all symbols with a high turnover. */
const LONG_NAME = 14;

/** The base asset in the normal colour, the quote asset muted: `BTC` `USDT`. */
function SymbolName({ symbol, baseAsset }: { symbol: string; baseAsset: string }) {
  const base = baseAsset !== '' && symbol.startsWith(baseAsset) ? baseAsset : symbol;
  return (
    <span class={symbol.length > LONG_NAME ? 'symbol is-long' : 'symbol'}>
      <b>{base}</b>
      <span>{symbol.slice(base.length)}</span>
    </span>
  );
}

interface NumberCellProps {
  row: RankedRow;
  factor: Factor;
  unit: FundingUnit;
  t: Words;
}

function NumberCell({ row, factor, unit, t }: NumberCellProps) {
  const cell = cellOf(row, factor, unit, row.score.model);
  const { tint } = cell;
  const sign = /[1-9]/.test(cell.text) ? '' : ' is-zero';
  const side = tint > 0 ? ' leans-long' : tint < 0 ? ' leans-short' : '';
  return (
    <div
      role="gridcell"
      class={`c-${factor} num heat${sign}${side}`}
      {...(tint !== 0 && { style: { '--heat': Math.abs(tint).toFixed(2) } })}
    >
      <Measured shown={cell} t={t} />
    </div>
  );
}
