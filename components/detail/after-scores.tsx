import { useEffect, useId, useState } from 'preact/hooks';
import type { RankedRow } from '../../lib/board/rows';
import type { EvidenceFigure } from '../../lib/calibration/market-years';
import { MARKET_YEARS } from '../../lib/calibration/market-years';
import type { CalibratedReading, Multiple } from '../../lib/calibration/reading';
import { readingOf } from '../../lib/calibration/reading';
import { DEFAULT_THRESHOLDS } from '../../lib/domain/band';
import { MISSING } from '../../lib/domain/format';
import type { OwnFigure, OwnFigures } from '../../lib/domain/own-figures';
import type { VenueId } from '../../lib/domain/venue';
import { useTools, useVenueName } from '../board/access';
import { countWords } from '../ui/count-words';
import { dayWords, monthWords } from '../ui/times';
import type { Words } from '../ui/words';
import { useWords } from '../ui/words';
import './after-scores.css';

const HORIZON_HOURS = [4, 24] as const;

interface HorizonReading extends CalibratedReading {
  hours: number;
}

type Evidence = typeof MARKET_YEARS;

interface AfterScoresProps {
  row: RankedRow;
  isInDetail?: boolean;
  evidence?: Evidence;
}

/**
 * How much prices moved after scores like the row's, with the source one click away. Nothing for a score without such a
 * figure, and until this machine's own figures are read.
 */
export function AfterScores({
  row,
  isInDetail = false,
  evidence = MARKET_YEARS,
}: AfterScoresProps) {
  const t = useWords();
  // Of an asset on several venues, the largest market's.
  const venue = row.combined?.parts[0]?.venue ?? row.venue;
  const own = useOwnFigures(venue);
  const [isOpen, setOpen] = useState(false);
  const sourceId = useId();
  if (own === 'loading') return null;
  const readings = HORIZON_HOURS.flatMap((hours): HorizonReading[] => {
    const reading = readingOf(row.score, hours, evidence, own);
    return reading === null ? [] : [{ ...reading, hours }];
  });
  if (readings.length === 0) return null;
  const body = (
    <div class="after">
      {readings.map((reading) => (
        <p key={reading.hours}>{sentence(t, reading)}</p>
      ))}
      <button
        type="button"
        class="after-more"
        aria-expanded={isOpen}
        aria-controls={sourceId}
        onClick={() => setOpen((wasOpen) => !wasOpen)}
      >
        {t('after_source')}
        <span aria-hidden="true">{isOpen ? ' ▴' : ' ▾'}</span>
      </button>
      <div id={sourceId} hidden={!isOpen}>
        {isOpen && (
          <Source {...{ readings, venue, evidence }} countedAtMs={own?.countedAtMs ?? null} />
        )}
      </div>
    </div>
  );
  if (!isInDetail) return body;
  return (
    <section class="detail-after">
      <h3>{t('after_title')}</h3>
      {body}
    </section>
  );
}

function sentence(t: Words, { hours, isDifferent, ...multiple }: HorizonReading): string {
  const { ratio, low, high } = decimals(multiple);
  return isDifferent
    ? t('after_moved', String(hours), ratio, low, high)
    : t('after_nothing', String(hours), ratio, low, high);
}

interface SourceProps {
  readings: readonly HorizonReading[];
  venue: VenueId;
  evidence: Evidence;
  countedAtMs: number | null;
}

/** What the figures are made of, and what they can't say. */
function Source({ readings, venue, evidence, countedAtMs }: SourceProps) {
  const t = useWords();
  const venueName = useVenueName()(venue);
  const { from, to, coins, source, takenOn } = evidence;
  const { lean, stretched, stressed } = DEFAULT_THRESHOLDS;
  const limits = [
    t('after_limit_direction'),
    t('after_limit_venues'),
    t('after_limit_coins', coins.join(', ')),
    t('after_limit_bands', String(lean), String(stretched), String(stressed)),
  ];
  return (
    <>
      <table class="after-parts">
        <thead>
          <tr>
            <th scope="col">{t('after_figure')}</th>
            {readings.map(({ hours }) => (
              <th key={hours} scope="col" class="num">
                {t('after_next', String(hours))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('after_market_years', monthWords(from), monthWords(to))}</th>
            {readings.map(({ hours, marketYears }) => (
              <FigureCell key={hours} figure={marketYears} />
            ))}
          </tr>
          <tr>
            <th scope="row">{t('after_own', venueName)}</th>
            {readings.map(({ hours, own }) => (
              <FigureCell key={hours} figure={own} />
            ))}
          </tr>
          <tr>
            <th scope="row">{t('after_share')}</th>
            {readings.map(({ hours, ownWeight }) => (
              <td key={hours} class="num">
                {`${(100 * ownWeight).toFixed(0)} %`}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <p>
        {countedAtMs === null
          ? t('after_uncounted', venueName)
          : t('after_counted', dayWords(countedAtMs))}{' '}
        <a href="/track-record.html" target="_blank">
          {t('after_link')}
        </a>
      </p>
      <ul>
        {limits.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
      <p>{t('after_taken', source, takenOn)}</p>
    </>
  );
}

function FigureCell({ figure }: { figure: EvidenceFigure | OwnFigure | null }) {
  const t = useWords();
  if (figure === null) return <td class="num">{MISSING}</td>;
  const { ratio, low, high } = decimals(figure);
  return (
    <td class="num">
      {t('after_estimate', ratio, low, high)}
      <span class="after-days">{countWords(t, 'days', figure.days)}</span>
    </td>
  );
}

function decimals({ ratio, low, high }: Multiple) {
  return { ratio: ratio.toFixed(2), low: low.toFixed(2), high: high.toFixed(2) };
}

/** What the track record counted of a venue; null when it has not, or it can't be read. */
function useOwnFigures(venue: VenueId): OwnFigures | null | 'loading' {
  const { access } = useTools();
  const [own, setOwn] = useState<OwnFigures | null | 'loading'>('loading');
  useEffect(() => {
    let isHere = true;
    access
      .loadPast()
      .then((past) => past.ownFigures(venue))
      .catch((error: unknown) => {
        console.warn('The figures of the track record could not be read.', error);
        return null;
      })
      .then(
        (figures) => {
          if (isHere) setOwn(figures);
        },
        () => undefined,
      );
    return () => {
      isHere = false;
    };
  }, [access, venue]);
  return own;
}
