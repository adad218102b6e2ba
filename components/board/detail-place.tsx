import { useEffect, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';
import type { BoardState } from '../../lib/board/store';
import { useLazy } from '../ui/use-lazy';
import { useWords } from '../ui/words';
import { useBoard, useTools } from './access';

const loadDetail = () => import('../detail/detail-page').then(({ DetailPage }) => DetailPage);
const detailOf = ({ detail }: BoardState) => detail;

/** Over the board, when a symbol's history is asked for; the board stays as it was. Loaded with the first one. */
export function DetailPlace({ frame }: { frame: RefObject<HTMLElement> }) {
  const detail = useBoard(detailOf);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (detail === null && wasOpen.current) {
      frame.current?.querySelector<HTMLElement>('.grid')?.focus({ preventScroll: true });
    }
    wasOpen.current = detail !== null;
  }, [detail, frame]);
  return detail && <Loaded key={detail} />;
}

function Loaded() {
  const t = useWords();
  const { store } = useTools();
  const { loaded: Detail, failed } = useLazy(loadDetail);
  if (failed) {
    return (
      <div class="detail-failed" role="alert">
        <p>{t('popup_part_failed')}</p>
        <button type="button" class="button" onClick={() => store.change({ detail: null })}>
          {t('popup_close')}
        </button>
      </div>
    );
  }
  return Detail && <Detail />;
}
