import { ageParts, percent, signed } from '../../lib/domain/format';
import type { Factor } from '../../lib/domain/inputs';
import type { BadgeView, Reason } from '../../lib/messages/protocol';
import { useWords } from '../ui/words';

const DECIMALS: Record<Factor, number> = { oi1h: 2, oi4h: 2, oi24h: 1, funding: 4, basis: 3 };

/** One signed bar per input, and their sum, which rounds to the number on the pill. */
export function ReasonRows({ view, nowMs }: { view: BadgeView; nowMs: number }) {
  const t = useWords();
  const scale = Math.max(...view.reasons.map(({ weight }) => weight));
  const tenths = view.reasons.reduce((sum, { points }) => sum + Math.round((points ?? 0) * 10), 0);
  return (
    <table>
      <tbody>
        {view.reasons.map((reason) => (
          <tr key={reason.factor}>
            <th scope="row">{t(`factor_${reason.factor}`)}</th>
            <td class="num">
              {percent(reason.valuePct, DECIMALS[reason.factor])}
              {reason.factor === 'funding' && view.fundingPeriodHours !== null && (
                <span class="quiet"> /{view.fundingPeriodHours}h</span>
              )}
            </td>
            <td class="bar">
              <Bar reason={reason} scale={scale} />
            </td>
            <td class="num points">{signed(reason.points, 1)}</td>
            <td class="num quiet">{age(reason, nowMs)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('badge_sum')}</th>
          <td colSpan={2} />
          <td class="num points">{signed(tenths / 10, 1)}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}

function age({ atMs }: Reason, nowMs: number): string {
  if (atMs === null) return '';
  const { count, unit } = ageParts(nowMs - atMs);
  return `${count} ${unit}`;
}

/** From the middle: to the right for long, to the left for short. */
function Bar({ reason, scale }: { reason: Reason; scale: number }) {
  const points = reason.points ?? 0;
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
