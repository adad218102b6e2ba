/**
 * Reads a venue's history once, counts it for each horizon and model, the shown ones first, and stores what the symbols'
 * details use.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Thresholds } from '../../lib/domain/band';
import { DEFAULT_THRESHOLDS } from '../../lib/domain/band';
import type { OwnFigure } from '../../lib/domain/own-figures';
import type { ModelId } from '../../lib/domain/score';
import { MODEL_IDS } from '../../lib/domain/score';
import { DAY_MS } from '../../lib/domain/time';
import { MODELS } from '../../lib/scoring/score';
import type { Collected } from '../../lib/track-record/collect';
import { collect, createPace } from '../../lib/track-record/collect';
import type { HorizonHours } from '../../lib/track-record/counting';
import { HORIZONS } from '../../lib/track-record/counting';
import type { SidesAndBands } from '../../lib/track-record/judge';
import { judge } from '../../lib/track-record/judge';
import type { RecordedVenue, TrackRecordAccess } from './access';

export interface RecordQuery {
  venue: RecordedVenue;
  hours: HorizonHours;
  /** The model that is counted first. */
  model: ModelId;
  thresholds: Thresholds;
  historyDays: number;
}

export type ModelRecords = Partial<Record<ModelId, SidesAndBands>>;

export type RecordState =
  | { is: 'reading' | 'judging'; done: number; wanted: number }
  | { is: 'cancelled' }
  | { is: 'failed'; reason: string }
  /** Of the shown horizon; `isWhole` with both models. */
  | { is: 'ready'; collected: Collected; records: ModelRecords; isWhole: boolean; nowMs: number };

/** The history read last: valid for other horizons, models and thresholds, not for another venue or retention. */
interface Cached {
  venue: string;
  historyDays: number;
  nowMs: number;
  collected: Collected;
  /** What was counted of it, by horizon, model and thresholds. */
  counted: Map<string, SidesAndBands>;
}

interface Pace {
  (done: number, wanted: number): Promise<void>;
}

export function useRecord(access: TrackRecordAccess, query: RecordQuery) {
  const [state, setState] = useState<RecordState>({ is: 'reading', done: 0, wanted: 0 });
  const [round, setRound] = useState(0);
  const cached = useRef<Cached | null>(null);
  const working = useRef(new AbortController());
  const { venue, hours, model, historyDays } = query;
  // By value: a change of other settings brings a new object with equal numbers.
  const { lean, stretched, stressed } = query.thresholds;
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    working.current = controller;
    const thresholds = { lean, stretched, stressed };
    const models = [model, ...MODEL_IDS.filter((id) => id !== model)];
    const show = (next: RecordState) => {
      if (working.current === controller) setState(next);
    };
    const work = async () => {
      if (cached.current?.venue !== venue.venue || cached.current.historyDays !== historyDays) {
        cached.current = null;
        const nowMs = Date.now();
        const collected = await collect({
          ...{ source: access.past, venue: venue.venue, symbols: venue.symbols, signal, nowMs },
          fromMs: nowMs - historyDays * DAY_MS,
          onProgress: (done, wanted) => show({ is: 'reading', done, wanted }),
        });
        const counted = new Map<string, SidesAndBands>();
        cached.current = { venue: venue.venue, historyDays, nowMs, collected, counted };
      }
      const { collected, nowMs } = cached.current;
      const slice = createPace(signal);
      const records: ModelRecords = {};
      for (const id of models) {
        const isFirst = id === model;
        records[id] = await countOnce(
          cached.current,
          hours,
          id,
          thresholds,
          async (done, wanted) => {
            if (isFirst && done % 50 === 0) show({ is: 'judging', done, wanted });
            await slice();
          },
        );
        const isWhole = !isFirst || models.length === 1;
        show({ is: 'ready', collected, records: { ...records }, isWhole, nowMs });
      }
      const { current } = cached;
      const figures = await figuresOf(current, slice);
      await access
        .storeFigures(venue.venue, { countedAtMs: nowMs, figures })
        .catch((error: unknown) => {
          console.warn('The figures for the details could not be stored.', error);
        });
    };
    work().catch((error: unknown) => {
      if (signal.aborted) return show({ is: 'cancelled' });
      console.error('The track record could not be worked out.', error);
      show({ is: 'failed', reason: error instanceof Error ? error.message : String(error) });
    });
    return () => controller.abort();
  }, [access, venue, hours, model, lean, stretched, stressed, historyDays, round]);
  const again = () => {
    cached.current = null;
    setState({ is: 'reading', done: 0, wanted: 0 });
    setRound((before) => before + 1);
  };
  return { state, cancel: () => working.current.abort(), again };
}

async function countOnce(
  { collected, counted }: Cached,
  hours: HorizonHours,
  model: ModelId,
  thresholds: Thresholds,
  pace: Pace,
): Promise<SidesAndBands> {
  const { lean, stretched, stressed } = thresholds;
  const name = [hours, model, lean, stretched, stressed].join();
  const before = counted.get(name);
  if (before !== undefined) return before;
  const record = await judge(collected.tables[hours], { model, thresholds }, pace);
  counted.set(name, record);
  return record;
}

/** Of both horizons and models, by the default cut-offs, as the market years are. */
async function figuresOf(cached: Cached, pace: Pace): Promise<OwnFigure[]> {
  const figures: OwnFigure[] = [];
  for (const hours of HORIZONS) {
    for (const model of MODEL_IDS) {
      const { bands } = await countOnce(cached, hours, model, DEFAULT_THRESHOLDS, pace);
      for (const { band, days, matching, volatility } of bands) {
        if (volatility.similar === null) continue;
        const { version } = MODELS[model];
        const isCoarse = matching !== 'fine';
        figures.push({ model, version, band, hours, days, isCoarse, ...volatility.similar });
      }
    }
  }
  return figures;
}
