import type { Thresholds } from '../../lib/domain/band';
import { bandOf } from '../../lib/domain/band';
import type { BoardRow } from '../../lib/domain/board';
import type { Bias, ModelId } from '../../lib/domain/score';
import { perpKey } from '../../lib/domain/venue';
import { ranked } from '../../lib/scoring/score';
import { useWords } from '../ui/words';
import type { VenueChoice } from './access';

const SHOWN = 8;
const ARROWS: Record<Bias, string> = { LONG: '▲', SHORT: '▼', NEUTRAL: '·' };

/** The head of the board with the band each row falls in. */
export function TopRows({
  rows,
  venues,
  model,
  thresholds,
}: {
  rows: readonly BoardRow[];
  venues: readonly VenueChoice[];
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
                <span aria-hidden="true">{ARROWS[bias]}</span> {t(`bias_${bias}`)}
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
