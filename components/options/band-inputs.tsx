import { useId } from 'preact/hooks';
import { useWords } from '../ui/words';
import type { CutOff, Draft } from './band-draft';
import { CUT_OFFS, cutOffBefore, problemOf } from './band-draft';

/** The three cut-offs as numbers, each with the reason beside it when it can't be taken. */
export function BandInputs({
  draft,
  onType,
}: {
  draft: Draft;
  onType: (cutOff: CutOff, text: string) => void;
}) {
  const t = useWords();
  const id = useId();
  const reason = (cutOff: CutOff): string | null => {
    const problem = problemOf(draft, cutOff);
    const before = cutOffBefore(cutOff);
    if (problem === null) return null;
    if (problem === 'number' || before === null) return t('options_bands_error_number');
    return t('options_bands_error_order', t(`band_${before}`), draft[before]);
  };
  return (
    <div class="band-inputs">
      {CUT_OFFS.map((cutOff) => (
        <div key={cutOff}>
          <label for={`${id}-${cutOff}`}>
            <span class={`band-chip band-${cutOff}`} aria-hidden="true" />
            {t('options_bands_cut_off', t(`band_${cutOff}`))}
          </label>
          <input
            id={`${id}-${cutOff}`}
            type="number"
            inputMode="numeric"
            min={1}
            max={100}
            value={draft[cutOff]}
            aria-invalid={reason(cutOff) !== null}
            aria-describedby={`${id}-${cutOff}-error`}
            onInput={({ currentTarget }) => onType(cutOff, currentTarget.value)}
          />
          <p class="options-error" id={`${id}-${cutOff}-error`} role="alert">
            {reason(cutOff)}
          </p>
        </div>
      ))}
    </div>
  );
}
