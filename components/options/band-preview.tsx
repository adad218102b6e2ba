import type { Thresholds, Band } from '../../lib/domain/band';
import { BANDS, bandOf } from '../../lib/domain/band';
import type { BoardRow } from '../../lib/domain/board';
import { grouped } from '../../lib/domain/format';
import type { ModelId } from '../../lib/domain/score';
import { BIAS_ARROWS } from '../../lib/domain/score';
import { plural, useWords } from '../ui/words';
import type { VenueOption } from './access';
import { perpKey } from '../../lib/domain/venue';
import { ranked } from '../../lib/scoring/score';

/** The stored board under the cut-offs being edited: symbols per band, and the highest scores. */
export function BandPreview({
  rows,
  venues,
  stats,
  model,
  thresholds,
}: {
  rows: readonly BoardRow[];
  venues: readonly VenueOption[];
  stats: BandStats;
  model: ModelId;
  thresholds: Thresholds;
}) {
  const t = useWords();
  return (
    <>
      <dl class="band-counts">
        {BANDS.map((band) => (
          <div key={band}>
            <dt>
              <span class={`band-chip band-${band}`} aria-hidden="true" />
              {t(`band_${band}`)} <small>{rangeOf(band, thresholds)}</small>
            </dt>
            <dd>{grouped(stats.counts[band])}</dd>
          </div>
        ))}
      </dl>
      {stats.unranked > 0 && (
        <p class="options-hint">
          {plural(t, 'options_bands_unranked', stats.unranked, grouped(stats.unranked))}
        </p>
      )}
      <TopRows rows={rows} venues={venues} model={model} thresholds={thresholds} />
    </>
  );
}

function rangeOf(band: (typeof BANDS)[number], thresholds: Thresholds): string {
  const from = band === 'neutral' ? 0 : thresholds[band];
  const next = BANDS[BANDS.indexOf(band) + 1];
  const to = next === undefined || next === 'neutral' ? 100 : thresholds[next] - 1;
  return from === to ? String(from) : `${from}–${to}`;
}

const SHOWN = 8;
/** The highest ranked rows, each with its band. */
function TopRows({
  rows,
  venues,
  model,
  thresholds,
}: {
  rows: readonly BoardRow[];
  venues: readonly VenueOption[];
  model: ModelId;
  thresholds: Thresholds;
}) {
  const t = useWords();
  const top = ranked(rows, model)
    .filter(({ scores }) => scores[model].ranked)
    .slice(0, SHOWN);
  return (
    <table class="top-rows">
      <caption>{t('options_bands_top')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('options_bands_symbol')}</th>
          <th scope="col" class="number">
            {t('options_bands_score')}
          </th>
          <th scope="col">{t('options_bands_side')}</th>
          <th scope="col">{t('options_bands_band')}</th>
        </tr>
      </thead>
      <tbody>
        {top.map(({ venue, perp, scores }) => {
          const { score, bias } = scores[model];
          const band = bandOf(score, thresholds);
          return (
            <tr key={perpKey(venue, perp.symbol)}>
              <th scope="row">
                {perp.symbol} <small>{venues.find(({ id }) => id === venue)?.name ?? venue}</small>
              </th>
              <td class="number">{score}</td>
              <td class={`side-${bias}`}>
                <span aria-hidden="true">{BIAS_ARROWS[bias]}</span> {t(`bias_${bias}`)}
              </td>
              <td>
                <span class={`band-chip band-${band}`} aria-hidden="true" /> {t(`band_${band}`)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const HALF = 50;

/** One bar per score: symbols that lean long above the axis, short below, neutral ones half on each side. */
export function BandHistogram({ stats }: { stats: BandStats }) {
  const t = useWords();
  const most = Math.max(1, ...stats.bins.flatMap((bin) => [up(bin), down(bin)]));
  const height = (count: number) => (count === 0 ? 0 : Math.max(1.5, (HALF * count) / most));
  return (
    <svg
      class="band-histogram"
      viewBox={`0 0 101 ${2 * HALF}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t('options_bands_histogram')}
    >
      {BANDS.map((band) => {
        const scores = stats.bins.filter((bin) => bin.band === band);
        return (
          <g key={band} class={`band-${band}`}>
            <rect
              class="zone"
              x={scores[0]?.score ?? 0}
              y={0}
              width={scores.length}
              height={2 * HALF}
            />
          </g>
        );
      })}
      {stats.bins.map((bin) => (
        <g key={bin.score} class={`band-${bin.band}`}>
          <HistogramBar
            className={bin.long > 0 ? 'long' : 'flat'}
            x={bin.score}
            y={HALF - height(up(bin))}
            height={height(up(bin))}
          />
          <HistogramBar
            className={bin.short > 0 ? 'short' : 'flat'}
            x={bin.score}
            y={HALF}
            height={height(down(bin))}
          />
        </g>
      ))}
      <line class="axis" x1={0} x2={101} y1={HALF} y2={HALF} />
    </svg>
  );
}

function HistogramBar({
  className,
  x,
  y,
  height,
}: {
  className: string;
  x: number;
  y: number;
  height: number;
}) {
  if (height === 0) return null;
  return <rect class={className} x={x + 0.12} y={y} width={0.76} height={height} />;
}

const up = (bin: Bin) => bin.long + bin.flat / 2;
const down = (bin: Bin) => bin.short + bin.flat / 2;

/** The symbols with one score, by side; `flat`: neutral. */
interface Bin {
  score: number;
  band: Band;
  long: number;
  short: number;
  flat: number;
}

interface BandStats {
  counts: Record<Band, number>;
  /** Too little data for a rank: in no band. */
  unranked: number;
  /** One per score, 0 to 100. */
  bins: Bin[];
}

export function bandStats(
  rows: readonly BoardRow[],
  model: ModelId,
  thresholds: Thresholds,
): BandStats {
  const counts = { neutral: 0, lean: 0, stretched: 0, stressed: 0 };
  const bins: Bin[] = Array.from({ length: 101 }, (_, score) => ({
    score,
    band: bandOf(score, thresholds),
    long: 0,
    short: 0,
    flat: 0,
  }));
  let unranked = 0;
  for (const { scores } of rows) {
    const { score, bias, ranked } = scores[model];
    const bin = bins[score];
    if (!ranked || bin === undefined) {
      unranked += 1;
      continue;
    }
    counts[bin.band] += 1;
    if (bias === 'LONG') bin.long += 1;
    else if (bias === 'SHORT') bin.short += 1;
    else bin.flat += 1;
  }
  return { counts, unranked, bins };
}
