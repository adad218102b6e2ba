import { BIN_COUNT } from '../../lib/board/summary';

/** How the scores are spread: short on the left, long on the right of the middle. Decoration: the counters say it in words. */
export function Histogram({ bins }: { bins: readonly number[] }) {
  const most = Math.max(1, ...bins);
  // The square root keeps the few stressed ones visible beside the many calm ones.
  const heights = bins.map((count) => Math.sqrt(count / most) * 100);
  const middle = (BIN_COUNT - 1) / 2;
  const bars = (from: number, end: number) =>
    heights
      .slice(from, end)
      .map((height, index) => (height === 0 ? '' : bar(from + index, height)))
      .join('');
  return (
    <svg
      class="histogram"
      viewBox={`0 0 ${BIN_COUNT} 100`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path class="histogram-short" d={bars(0, middle)} />
      <path class="histogram-middle" d={bars(middle, middle + 1)} />
      <path class="histogram-long" d={bars(middle + 1, BIN_COUNT)} />
    </svg>
  );
}

function bar(index: number, height: number): string {
  return `M${index + 0.1} 100v-${height.toFixed(1)}h.8V100z`;
}
