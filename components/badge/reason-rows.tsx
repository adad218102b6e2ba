import { isKnownAge } from '../../lib/domain/age';
import { ageParts, MISSING, signed } from '../../lib/domain/format';
import type { BadgeView, Reason } from '../../lib/messages/protocol';
import { Measured } from '../ui/measured';
import type { Words } from '../ui/words';

/** One signed bar per input, and their sum, which rounds to the number on the pill. */
export function ReasonRows({
  words: t,
  view,
  nowMs,
}: {
  words: Words;
  view: BadgeView;
  nowMs: number;
}) {
  const scale = Math.max(1, ...view.reasons.map(({ weight }) => weight));
  const tenths = view.reasons.reduce((sum, { points }) => sum + Math.round((points ?? 0) * 10), 0);
  const ageOf = ({ atMs }: Reason) => {
    if (atMs === null) return '';
    if (!isKnownAge(nowMs - atMs)) return MISSING;
    const { count, unit } = ageParts(nowMs - atMs);
    return t(`badge_age_${unit}`, String(count));
  };
  return (
    <table>
      <tbody>
        {view.reasons.map((reason) => (
          <tr key={reason.factor}>
            <th scope="row" title={t(`term_${reason.factor}_what`)}>
              {t(`input_${reason.factor}`)}
            </th>
            <td>
              <Measured shown={reason.value} t={t} />
            </td>
            <td class="bar">
              <Bar points={reason.points ?? 0} scale={scale} />
            </td>
            <td>{signed(reason.points, 1)}</td>
            <td class="quiet">{ageOf(reason)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('badge_sum')}</th>
          <td colSpan={3}>{signed(tenths / 10, 1)}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}

/** From the middle: to the right for long, to the left for short. */
function Bar({ points, scale }: { points: number; scale: number }) {
  const width = (Math.min(1, Math.abs(points) / scale) * 50).toFixed(1);
  return (
    <span class="track" aria-hidden="true">
      <span
        class={points < 0 ? 'fill is-short' : 'fill is-long'}
        style={{ width: `${width}%`, [points < 0 ? 'right' : 'left']: '50%' }}
      />
    </span>
  );
}
