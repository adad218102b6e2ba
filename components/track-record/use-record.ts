/** Reads a venue's history once, and works the track record out again for each query. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Thresholds } from '../../lib/domain/band';
import type { ModelId } from '../../lib/domain/score';
import type { Collected } from '../../lib/track-record/collect';
import { collect, createPace } from '../../lib/track-record/collect';
import type { HorizonHours } from '../../lib/track-record/counting';
import type { TrackRecord } from '../../lib/track-record/judge';
import { judge } from '../../lib/track-record/judge';
import type { RecordedVenue, TrackRecordAccess } from './access';
import { DAY_MS } from '../../lib/domain/time';

export interface RecordQuery {
  venue: RecordedVenue;
  hours: HorizonHours;
  model: ModelId;
  thresholds: Thresholds;
  historyDays: number;
}

export type RecordState =
  | { is: 'reading' | 'judging'; done: number; wanted: number }
  | { is: 'cancelled' }
  | { is: 'failed'; reason: string }
  | { is: 'ready'; collected: Collected; record: TrackRecord; nowMs: number };

/** The history read last: valid for other horizons, models and thresholds, not for another venue or retention. */
interface Cached {
  venue: string;
  historyDays: number;
  nowMs: number;
  collected: Collected;
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
        cached.current = { venue: venue.venue, historyDays, nowMs, collected };
      }
      const { collected, nowMs } = cached.current;
      const pace = createPace(signal);
      const onDrawn = async (done: number, wanted: number) => {
        if (done % 50 === 0) show({ is: 'judging', done, wanted });
        await pace();
      };
      const record = await judge(collected.tables[hours], { model, thresholds }, onDrawn);
      show({ is: 'ready', collected, record, nowMs });
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
