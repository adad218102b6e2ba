import type { EvidenceFigure } from '../../lib/calibration/market-years';
import { MARKET_YEARS } from '../../lib/calibration/market-years';
import type { Band, Thresholds } from '../../lib/domain/band';
import { BANDS } from '../../lib/domain/band';
import { grouped } from '../../lib/domain/format';
import type { ModelId } from '../../lib/domain/score';
import { BIAS_ARROWS, MODEL_IDS } from '../../lib/domain/score';
import type { CellSide, HorizonHours } from '../../lib/track-record/counting';
import { MIN_EVENTS } from '../../lib/track-record/counting';
import type { CellRecord, SidesAndBands } from '../../lib/track-record/judge';
import { countWords } from '../ui/count-words';
import { Progress } from '../ui/progress';
import type { Words } from '../ui/words';
import { useWords } from '../ui/words';
import { bandName, cellName } from './cell-words';
import type { RatioAxis } from './interval';
import { Axis, EstimateMark, Interval, ratioAxis, sourceName } from './interval';
import type { ModelRecords } from './use-record';

/** Which figure is shown: its measure, and what it is a multiple of. */
export interface FigureChoice {
  measure: 'volatility' | 'adverse';
  baseline: 'similar' | 'all';
}

interface TableProps {
  /** A model that is not counted yet is missing. */
  records: ModelRecords;
  figure: FigureChoice;
  hours: HorizonHours;
  caption: string;
  thresholds: Thresholds;
  retentionDays: number;
}

/** Both models next to each other: a row for each band, with the market years', and one for each of its sides. */
export function CellsTable(props: TableProps) {
  const { records, figure, hours, caption, thresholds, retentionDays } = props;
  const t = useWords();
  const cells = MODEL_IDS.flatMap((model) => cellsOf(records[model]));
  const own = cells.flatMap((cell) => cell[figure.measure][figure.baseline] ?? []);
  const marketYears = MODEL_IDS.flatMap((model) =>
    BANDS.flatMap((band) => marketYearsOf(figure, model, band, hours) ?? []),
  );
  const scale = ratioAxis([...own, ...marketYears]);
  const known = records.classic ?? records.crowding;
  const common = { figure, retentionDays, scale };
  return (
    <table class="track-table">
      <caption>
        <span class="track-caption">{caption}</span>
        <Legend hasMarketYears={marketYears.length > 0} />
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('track_column_score')}</th>
          {MODEL_IDS.map((model) => (
            <th key={model} scope="col">
              <span class="track-column">{t('track_column_model', t(`model_${model}`))}</span>
              <Axis scale={scale} />
            </th>
          ))}
        </tr>
      </thead>
      {[...BANDS].reverse().map((band) => (
        <tbody key={band} class={`track-group band-${band}`}>
          <tr class="track-row">
            <th scope="row">
              <span class="track-band">{bandName(t, band, thresholds)}</span>
            </th>
            {MODEL_IDS.map((model) => (
              <FigureCell
                key={model}
                {...{ ...common, model }}
                cell={records[model]?.bands.find((cell) => cell.band === band)}
                marketYears={marketYearsOf(figure, model, band, hours)}
              />
            ))}
          </tr>
          {known?.cells
            .filter((cell) => cell.band === band && hasSides(known, band))
            .map(({ side }) => (
              <tr key={side} class={`track-row bias-${side}`}>
                <th scope="row">
                  <span class="track-arrow" aria-hidden="true">
                    {BIAS_ARROWS[side]}
                  </span>
                  {cellName(t, { band, side }, thresholds)}
                </th>
                {MODEL_IDS.map((model) => (
                  <FigureCell
                    key={model}
                    {...{ ...common, model }}
                    cell={records[model]?.cells.find(
                      (cell) => cell.band === band && cell.side === side,
                    )}
                    marketYears={null}
                  />
                ))}
              </tr>
            ))}
        </tbody>
      ))}
    </table>
  );
}

/** A band of scores too low for a side is one row. */
function hasSides({ cells }: SidesAndBands, band: Band): boolean {
  return cells.some((cell) => cell.band === band && cell.side !== 'NEUTRAL');
}

function cellsOf(record: SidesAndBands | undefined): CellRecord<CellSide>[] {
  return record === undefined ? [] : [...record.bands, ...record.cells];
}

/** They are of volatility after similar hours only. */
function marketYearsOf(
  { measure, baseline }: FigureChoice,
  model: ModelId,
  band: Band,
  hours: HorizonHours,
): EvidenceFigure | null {
  if (measure !== 'volatility' || baseline !== 'similar') return null;
  const isOf = (figure: EvidenceFigure) =>
    figure.model === model && figure.band === band && figure.hours === hours;
  return MARKET_YEARS.figures.find(isOf) ?? null;
}

interface FigureCellProps extends Pick<TableProps, 'figure' | 'retentionDays'> {
  model: ModelId;
  scale: RatioAxis;
  /** Undefined while its model is being counted. */
  cell: CellRecord<CellSide> | undefined;
  marketYears: EvidenceFigure | null;
}

function FigureCell({ model, figure, scale, cell, marketYears, retentionDays }: FigureCellProps) {
  const t = useWords();
  const { measure, baseline } = figure;
  return (
    <td>
      <span class="track-name" aria-hidden="true">
        {t('track_column_model', t(`model_${model}`))}
      </span>
      {marketYears && <Interval estimate={marketYears} source="five" scale={scale} />}
      {cell === undefined && <span class="track-count">{t('track_waiting')}</span>}
      {cell?.isEnough === false && <TooFew {...{ cell, retentionDays }} />}
      {cell?.isEnough === true && (
        <>
          {/* No one side, no adverse move. */}
          {(measure === 'volatility' || cell.side !== 'all') && (
            <Interval estimate={cell[measure][baseline]} source="own" scale={scale} />
          )}
          <span class="track-count">
            {amountWords(t, cell)}
            {baseline === 'similar' && cell.matching === 'coarse' && (
              <span class="track-rough"> · {t('track_rough')}</span>
            )}
          </span>
        </>
      )}
    </td>
  );
}

/** `1,204 windows, 310 separate times, 28 days` */
function amountWords(t: Words, { windows, events, days }: CellRecord<CellSide>): string {
  return t(
    'track_amount',
    countWords(t, 'windows', windows),
    countWords(t, 'times', events),
    countWords(t, 'days', days),
  );
}

interface TooFewProps {
  cell: CellRecord<CellSide>;
  retentionDays: number;
}

function TooFew({ cell, retentionDays }: TooFewProps) {
  const t = useWords();
  const { events } = cell;
  return (
    <div class="track-few">
      <span class="track-source">{sourceName(t, 'own')}</span>
      <Progress
        label={t('track_events_progress')}
        done={Math.min(events, MIN_EVENTS)}
        wanted={MIN_EVENTS}
      />
      <span class="track-number">{t('track_events_of', grouped(events), String(MIN_EVENTS))}</span>
      <span class="track-count">{missingWords(t, cell, retentionDays)}</span>
    </div>
  );
}

function missingWords(
  t: Words,
  { daysMissing, daysNeeded }: CellRecord<CellSide>,
  retentionDays: number,
): string {
  if (daysMissing === null || daysNeeded === null) return t('track_missing_unseen');
  return daysNeeded > retentionDays
    ? t('track_missing_kept', String(daysNeeded), String(retentionDays))
    : t('track_missing_days', countWords(t, 'days', daysMissing));
}

function Legend({ hasMarketYears }: { hasMarketYears: boolean }) {
  const t = useWords();
  const { from, to } = MARKET_YEARS;
  return (
    <span class="track-legend">
      <span class="track-own">
        <LegendMark source="own" />
        {t('track_legend_own')}
      </span>
      {hasMarketYears && (
        <span class="track-five">
          <LegendMark source="five" />
          {t('track_legend_five', from.slice(0, 4), to.slice(0, 4))}
        </span>
      )}
    </span>
  );
}

function LegendMark({ source }: { source: 'own' | 'five' }) {
  return (
    <svg width="30" height="12" aria-hidden="true">
      <line class="track-range" x1="2" x2="28" y1="50%" y2="50%" />
      <EstimateMark source={source} x="15" />
    </svg>
  );
}
