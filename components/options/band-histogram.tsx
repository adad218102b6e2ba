import { BANDS } from '../../lib/domain/band';
import { useWords } from '../ui/words';
import type { BandStats, Bin } from './band-stats';

const HALF = 50;

/** One bar per score: symbols that lean long above the line, short below, neither on both sides of it. */
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
          <Bar
            className={bin.long > 0 ? 'long' : 'flat'}
            x={bin.score}
            y={HALF - height(up(bin))}
            height={height(up(bin))}
          />
          <Bar
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

function Bar({
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
