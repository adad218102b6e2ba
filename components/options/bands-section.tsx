import { useMemo, useId } from 'preact/hooks';
import type { Thresholds } from '../../lib/domain/band';
import { DEFAULT_THRESHOLDS } from '../../lib/domain/band';
import { scoredRows } from '../../lib/scoring/score';
import { useWords } from '../ui/words';
import type { SectionProps } from './access';
import type { CutOff, Draft } from './band-draft';
import { CUT_OFFS, draftOf, parseDraft, withCutOff, cutOffBefore, problemOf } from './band-draft';
import { BandHistogram, BandPreview, bandStats } from './band-preview';
import { useDraft } from './fields';

/** The editor of the cut-offs. Only three valid ones are saved; until then the preview shows the stored ones. */
export function BandsSection({ settings, change, stored, access }: SectionProps) {
  const t = useWords();
  const [draft, setDraft] = useDraft<Draft>(draftValues(settings.thresholds).join(), () =>
    draftOf(settings.thresholds),
  );

  const shown = parseDraft(draft) ?? settings.thresholds;
  const boards = stored.boards?.boards;
  const rows = useMemo(() => scoredRows(boards ?? []), [boards]);
  const stats = bandStats(rows, settings.model, shown);
  const save = (thresholds: Thresholds) => {
    setDraft(draftOf(thresholds));
    if (!same(thresholds, settings.thresholds)) void change((now) => ({ ...now, thresholds }));
  };
  const type = (cutOff: CutOff, text: string) => {
    const next = { ...draft, [cutOff]: text };
    setDraft(next);
    const thresholds = parseDraft(next);
    if (thresholds !== null && !same(thresholds, settings.thresholds)) {
      void change((now) => ({ ...now, thresholds }));
    }
  };

  return (
    <>
      <div class="band-editor">
        <BandHistogram stats={stats} />
        <BandTrack
          thresholds={shown}
          onSlide={(thresholds) => setDraft(draftOf(thresholds))}
          onRelease={save}
        />
        <p class="band-sides options-hint" aria-hidden="true">
          <span>0</span>
          <span class="side-LONG">▲ {t('options_bands_above')}</span>
          <span class="side-SHORT">▼ {t('options_bands_below')}</span>
          <span>100</span>
        </p>
      </div>
      <BandInputs draft={draft} onType={type} />
      <p class="options-error" role="status">
        {parseDraft(draft) === null &&
          t('options_bands_not_saved', ...draftValues(settings.thresholds))}
      </p>
      <button
        type="button"
        disabled={parseDraft(draft) !== null && same(shown, DEFAULT_THRESHOLDS)}
        onClick={() => save(DEFAULT_THRESHOLDS)}
      >
        {t('options_bands_default', ...draftValues(DEFAULT_THRESHOLDS))}
      </button>
      {rows.length > 0 ? (
        <BandPreview
          rows={rows}
          venues={access.venues}
          stats={stats}
          model={settings.model}
          thresholds={shown}
        />
      ) : (
        <p class="options-note" role="status">
          {stored.failed ? t('options_board_failed') : boards && t('options_board_empty')}
        </p>
      )}
    </>
  );
}

function draftValues(thresholds: Thresholds): string[] {
  return CUT_OFFS.map((cutOff) => String(thresholds[cutOff]));
}

function same(a: Thresholds, b: Thresholds): boolean {
  return CUT_OFFS.every((cutOff) => a[cutOff] === b[cutOff]);
}

/** Three sliders on one track, under the histogram. Each stops at its neighbours. */
function BandTrack({
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
          const next = withCutOff(thresholds, cutOff, Number(input.value));
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

/** The three cut-offs as numbers, each with the reason when it is invalid. */
function BandInputs({
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
