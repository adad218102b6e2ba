/** Line icons on a 16 × 16 grid, in the colour of the text, always with a label for screen readers. */
import type { RegimeId } from '../../lib/domain/score';

const PATHS = {
  refresh: 'M13 8a5 5 0 1 1-1.5-3.5M13 2v3h-3',
  options: 'M2 4.5h7m4 0h1M2 11.5h1m4 0h7M11 2.8v3.4M5 9.8v3.4',
  tab: 'M9.5 2.5h4v4M13.5 2.5l-6 6M6.5 3.5h-4v10h10v-4',
  close: 'M4 4l8 8M12 4l-8 8',
  search: 'M7 11.5a4.5 4.5 0 1 1 0-9 4.5 4.5 0 0 1 0 9zM10.3 10.3l3.7 3.7',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return <Glyph path={PATHS[name]} className={`icon-${name}`} />;
}

/** Crowded: bars that pile up to one side. Squeeze risk: an arrow that turns against them. */
const REGIME_PATHS: Record<RegimeId, string> = {
  LONG_CROWDED: 'M3 14v-3M8 14V7M13 14V2M10.5 4.5L13 2l2.5 2.5',
  SHORT_RAMP: 'M3 2v3M8 2v7M13 2v12M10.5 11.5L13 14l2.5-2.5',
  SHORT_SQUEEZE_RISK: 'M2 3v7a3 3 0 0 0 6 0V3M5 6l3-3 3 3M12 14h3',
  LONG_SQUEEZE_RISK: 'M2 13V6a3 3 0 0 1 6 0v7M5 10l3 3 3-3M12 2h3',
  UNWINDING: 'M2 2l4 4M6 3v3H3M14 14l-4-4M10 13v-3h3',
  NET_LONG: 'M8 13V3M4 7l4-4 4 4',
  NET_SHORT: 'M8 3v10M4 9l4 4 4-4',
  NEUTRAL: 'M3 6h10M3 10h10',
};

export function RegimeIcon({ regime }: { regime: RegimeId }) {
  return <Glyph path={REGIME_PATHS[regime]} className="icon-regime" />;
}

function Glyph({ path, className }: { path: string; className: string }) {
  return (
    <svg class={`icon ${className}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
