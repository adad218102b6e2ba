import { useMemo } from 'preact/hooks';
import type { Thresholds } from '../../lib/domain/band';
import { DEFAULT_THRESHOLDS } from '../../lib/domain/band';
import { scoredRows } from '../../lib/scoring/score';
import { useWords } from '../ui/words';
import type { SectionProps } from './access';
import type { CutOff, Draft } from './band-draft';
import { CUT_OFFS, draftOf, thresholdsOf } from './band-draft';
import { BandHistogram } from './band-histogram';
import { BandInputs } from './band-inputs';
import { BandPreview } from './band-preview';
import { bandStats } from './band-stats';
import { BandTrack } from './band-track';
import { useDraft } from './use-draft';

/** The cut-offs. Only a valid triple is saved; until then the preview keeps the last one. */
export function BandsSection({ settings, change, stored, access }: SectionProps) {
  const t = useWords();
  const [draft, setDraft] = useDraft<Draft>(valuesOf(settings.thresholds).join(), () =>
    draftOf(settings.thresholds),
  );

  const shown = thresholdsOf(draft) ?? settings.thresholds;
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
    const thresholds = thresholdsOf(next);
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
        {thresholdsOf(draft) === null &&
          t('options_bands_not_saved', ...valuesOf(settings.thresholds))}
      </p>
      <button
        type="button"
        disabled={thresholdsOf(draft) !== null && same(shown, DEFAULT_THRESHOLDS)}
        onClick={() => save(DEFAULT_THRESHOLDS)}
      >
        {t('options_bands_default', ...valuesOf(DEFAULT_THRESHOLDS))}
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

function valuesOf(thresholds: Thresholds): string[] {
  return CUT_OFFS.map((cutOff) => String(thresholds[cutOff]));
}

function same(a: Thresholds, b: Thresholds): boolean {
  return CUT_OFFS.every((cutOff) => a[cutOff] === b[cutOff]);
}
