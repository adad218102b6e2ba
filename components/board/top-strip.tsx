import type { BoardState } from '../../lib/board/store';
import { grouped, MISSING } from '../../lib/domain/format';
import type { ComponentChildren } from 'preact';
import { useWords } from '../ui/words';
import { useBoard } from './access';
import { Actions } from './actions';
import { Histogram } from './histogram';
import { VenueMarks } from './venue-marks';

const summaryOf = ({ summary }: BoardState) => summary;

/** The market in four numbers, over the distribution they come from; who delivers the data, and how old it is. */
export function TopStrip() {
  const t = useWords();
  const summary = useBoard(summaryOf);
  const number = (value: number) => (summary.ranked === 0 ? MISSING : grouped(value));
  return (
    <header class="strip">
      <div class="strip-market">
        <Histogram bins={summary.bins} />
        <dl class="counters">
          <Counter label={t('popup_counter_average')}>{number(summary.averageScore)}</Counter>
          <Counter label={t('popup_counter_short')} className="is-short">
            {number(summary.short)}
          </Counter>
          <Counter label={t('popup_counter_neutral')}>{number(summary.neutral)}</Counter>
          <Counter label={t('popup_counter_long')} className="is-long">
            {number(summary.long)}
          </Counter>
        </dl>
      </div>
      <div class="strip-side">
        <VenueMarks />
        <Actions />
      </div>
    </header>
  );
}

function Counter(props: { label: string; className?: string; children: ComponentChildren }) {
  return (
    <div class={`counter ${props.className ?? ''}`}>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
