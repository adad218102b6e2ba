import type { Thresholds } from '../../lib/domain/band';
import { useWords } from '../ui/words';
import { CUT_OFFS, slid } from './band-draft';

/** Three sliders on one track, under the histogram they cut. They push against each other and never pass. */
export function BandTrack({
  thresholds,
  onSlide,
  onRelease,
}: {
  thresholds: Thresholds;
  onSlide: (thresholds: Thresholds) => void;
  onRelease: (thresholds: Thresholds) => void;
}) {
  const t = useWords();
  return (
    <div class="band-track">
      {CUT_OFFS.map((cutOff) => {
        const moved = (input: HTMLInputElement) => {
          const next = slid(thresholds, cutOff, Number(input.value));
          input.value = String(next[cutOff]);
          return next;
        };
        return (
          <input
            key={cutOff}
            type="range"
            class={`band-thumb band-${cutOff}`}
            min={0}
            max={100}
            value={thresholds[cutOff]}
            aria-label={t('options_bands_cut_off', t(`band_${cutOff}`))}
            onInput={({ currentTarget }) => onSlide(moved(currentTarget))}
            onChange={({ currentTarget }) => onRelease(moved(currentTarget))}
          />
        );
      })}
    </div>
  );
}
