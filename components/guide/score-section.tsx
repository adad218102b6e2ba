import type { Band, Thresholds } from '../../lib/domain/band';
import { BANDS, DEFAULT_THRESHOLDS } from '../../lib/domain/band';
import { LEAST_SCORE_FOR_BIAS } from '../../lib/scoring/score';
import { TermButton } from '../ui/term';
import { useWords } from '../ui/words';

interface ScoreSectionProps {
  thresholds: Thresholds;
  onOptions: () => void;
}

/** The bands by the user's own cut-offs, the sides, and squeeze risk. */
export function ScoreSection({ thresholds, onOptions }: ScoreSectionProps) {
  const t = useWords();
  const { lean, stretched, stressed } = thresholds;
  const defaults = DEFAULT_THRESHOLDS;
  const isDefault =
    lean === defaults.lean && stretched === defaults.stretched && stressed === defaults.stressed;
  const lastLeaning = lean - 1;
  return (
    <>
      <div class="guide-scale" aria-hidden="true">
        {BANDS.map((band) => {
          const { from, to } = limitsOf(band, thresholds);
          return (
            <span key={band} class={`band-${band}`} style={{ flexGrow: to - from + 1 }}>
              {from}
            </span>
          );
        })}
      </div>
      <table class="guide-table guide-bands">
        <caption class="sr-only">{t('guide_bands_caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('guide_bands_from')}</th>
            <th scope="col">{t('guide_bands_band')}</th>
            <th scope="col">{t('guide_bands_means')}</th>
          </tr>
        </thead>
        <tbody>
          {BANDS.map((band) => {
            const { from, to } = limitsOf(band, thresholds);
            return (
              <tr key={band}>
                <td class="guide-range">
                  {from === to ? String(from) : t('guide_bands_range', String(from), String(to))}
                </td>
                <th scope="row">{t(`band_${band}`)}</th>
                <td>{t(`term_band_${band}_what`)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p class="guide-quiet">
        {!isDefault &&
          `${t('guide_bands_own', String(defaults.lean), String(defaults.stretched), String(defaults.stressed))} `}
        <button type="button" class="guide-link" onClick={onOptions}>
          {t('guide_bands_change')}
        </button>
      </p>
      <ul>
        <li>{t('guide_side_long')}</li>
        <li>{t('guide_side_short')}</li>
        <li>
          {t('guide_side_none', String(LEAST_SCORE_FOR_BIAS))}{' '}
          {lastLeaning >= LEAST_SCORE_FOR_BIAS &&
            t('guide_side_leaning', String(LEAST_SCORE_FOR_BIAS), String(lastLeaning))}
        </li>
      </ul>
      <p>
        <b>
          <TermButton id="squeeze">{t('term_squeeze')}</TermButton>.
        </b>{' '}
        {t('guide_squeeze')}
      </p>
      <p>{t('guide_not')}</p>
    </>
  );
}

/** The lowest and the highest score of a band. */
function limitsOf(band: Band, { lean, stretched, stressed }: Thresholds) {
  switch (band) {
    case 'neutral':
      return { from: 0, to: lean - 1 };
    case 'lean':
      return { from: lean, to: stretched - 1 };
    case 'stretched':
      return { from: stretched, to: stressed - 1 };
    case 'stressed':
      return { from: stressed, to: 100 };
  }
}
