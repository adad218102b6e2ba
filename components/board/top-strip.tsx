/** The top strip: counters and the histogram of scores, venues, model, age, and actions. */
import type { ComponentChildren } from 'preact';
import { boardUpdatedAtMs, refreshedAtMs } from '../../lib/board/freshness';
import type { BoardState } from '../../lib/board/store';
import { BIN_COUNT } from '../../lib/board/summary';
import { isStaleAge } from '../../lib/domain/age';
import { staleAfterMs } from '../../lib/domain/board';
import { grouped, MISSING } from '../../lib/domain/format';
import { MINUTE_MS } from '../../lib/domain/time';
import { IconButton } from '../ui/icon-button';
import { ageWords } from '../ui/times';
import { AGE_TICK_MS, useNow } from '../ui/use-now';
import { useWords } from '../ui/words';
import { useBoardState, useTools, useVenueName } from './access';
import { ModelSwitch } from './model-switch';
import { useRefresh } from './refresh';
import { VenueMarks } from './venue-marks';

const summaryOf = ({ summary }: BoardState) => summary;

/** The counters, and the histogram that they are from; the venues and the age of their data. */
export function TopStrip() {
  const t = useWords();
  const summary = useBoardState(summaryOf);
  const number = (value: number) => (summary.ranked === 0 ? MISSING : grouped(value));
  return (
    <header class="strip">
      <div class="strip-market">
        <dl class="counters">
          <Counter label={t('popup_counter_average')}>{number(summary.averageScore)}</Counter>
          <Counter label={t('popup_counter_long')} className="is-long">
            {number(summary.long)}
          </Counter>
          <Counter label={t('popup_counter_short')} className="is-short">
            {number(summary.short)}
          </Counter>
          <Counter label={t('popup_counter_neutral')}>{number(summary.neutral)}</Counter>
          <Counter label={t('level_squeeze')} className="is-squeeze">
            {number(summary.squeeze)}
          </Counter>
        </dl>
        <Histogram bins={summary.bins} />
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

/** The histogram of scores: short on the left, long on the right. Decorative: the counters have the numbers. */
function Histogram({ bins }: { bins: readonly number[] }) {
  const most = Math.max(1, ...bins);
  // By square root, so that few stressed symbols stay visible next to many calm ones.
  const heights = bins.map((count) => Math.sqrt(count / most) * 100);
  const middle = (BIN_COUNT - 1) / 2;
  const bars = (from: number, end: number) =>
    heights
      .slice(from, end)
      .map((height, index) => (height === 0 ? '' : bar(from + index, height)))
      .join('');
  return (
    <svg
      class="histogram"
      viewBox={`0 0 ${BIN_COUNT} 100`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path class="histogram-short" d={bars(0, middle)} />
      <path class="histogram-middle" d={bars(middle, middle + 1)} />
      <path class="histogram-long" d={bars(middle + 1, BIN_COUNT)} />
    </svg>
  );
}

function bar(index: number, height: number): string {
  return `M${index + 0.1} 100v-${height.toFixed(1)}h.8V100z`;
}

/** A stable reference while the choice of venues is unchanged. */
const chosenOf = ({ settings }: BoardState) => settings.venues;
const knownOf = ({ known }: BoardState) => known;
const periodOf = ({ settings }: BoardState) => settings.refreshPeriodMinutes;

/** The board's age, and actions. */
function Actions() {
  const t = useWords();
  const { access } = useTools();
  const refresh = useRefresh();
  const { openInTab } = access;
  return (
    <div class="actions">
      <ModelSwitch />
      <Age />
      <IconButton icon="refresh" label={t('popup_refresh')} onClick={() => refresh()} />
      <IconButton icon="options" label={t('popup_options')} onClick={access.openOptions} />
      {openInTab && (
        <IconButton icon="tab" label={t('popup_open_tab')} onClick={() => openInTab(null)} />
      )}
    </div>
  );
}

/** The age of the venue with the oldest refresh, with its name where there are several. */
function Age() {
  const t = useWords();
  const nameOf = useVenueName();
  const known = useBoardState(knownOf);
  const periodMinutes = useBoardState(periodOf);
  const chosen = useBoardState(chosenOf);
  const isOn = ({ venue }: { venue: string }) => chosen[venue] !== false;
  const boards = known?.boards.filter(isOn) ?? [];
  const statuses = known?.statuses.filter(isOn) ?? [];
  const updatedAtMs = boardUpdatedAtMs(boards, statuses);
  const isYoung = Date.now() - (updatedAtMs ?? 0) < MINUTE_MS;
  const nowMs = useNow(isYoung ? 1_000 : AGE_TICK_MS);
  if (updatedAtMs === null) return null;
  const ageMs = nowMs - updatedAtMs;
  const isOld = isStaleAge(ageMs, staleAfterMs(periodMinutes));
  const ages = boards.map((board) => {
    const atMs = refreshedAtMs(
      statuses.find(({ venue }) => venue === board.venue),
      board,
    );
    const name = nameOf(board.venue);
    return { atMs, name, words: t('popup_age_of', name, ageWords(t, nowMs - (atMs ?? Infinity))) };
  });
  const whose = ages.find(({ atMs }) => atMs === updatedAtMs);
  return (
    <span class={`age${isOld ? ' is-old' : ''}`} title={ages.map(({ words }) => words).join('\n')}>
      {whose !== undefined && ages.length > 1 ? whose.words : ageWords(t, ageMs)}
    </span>
  );
}
