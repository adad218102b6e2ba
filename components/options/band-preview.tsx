import type { Thresholds } from '../../lib/domain/band';
import { BANDS } from '../../lib/domain/band';
import type { BoardRow } from '../../lib/domain/board';
import { grouped } from '../../lib/domain/format';
import type { ModelId } from '../../lib/domain/score';
import { useWords } from '../ui/words';
import type { VenueChoice } from './access';
import type { BandStats } from './band-stats';
import { TopRows } from './top-rows';

/** What the cut-offs make of the board as it is now. */
export function BandPreview({
  rows,
  venues,
  stats,
  model,
  thresholds,
}: {
  rows: readonly BoardRow[];
  venues: readonly VenueChoice[];
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
        <p class="options-hint">{t('options_bands_unranked', grouped(stats.unranked))}</p>
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
