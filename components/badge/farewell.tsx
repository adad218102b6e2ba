import { render } from 'preact';
import type { HidingPlace } from '../../lib/messages/protocol';
import type { Words } from '../ui/words';
import type { MountFarewell } from './mounted';
import { restingBox } from './placement';

/** Long enough to read it and to press the button; no longer than it is in nobody's way. */
const STAYS_MS = 10_000;
const SIZE = { width: 272, height: 60 };

/** In place of a badge that was hidden: where that can be undone, and for some seconds the button that does. */
export const mountFarewell: MountFarewell = ({ root, words, onUndo, onOver }, farewell) => {
  const { where, corner, position, isByKeyboard } = farewell;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stay = () => {
    clearTimeout(timer);
  };
  const leaveSoon = () => {
    stay();
    timer = setTimeout(onOver, STAYS_MS);
  };
  render(
    <div
      class="badge farewell"
      role="status"
      onPointerEnter={stay}
      onPointerLeave={leaveSoon}
      onFocusIn={stay}
      onFocusOut={leaveSoon}
    >
      <p>
        {words(`badge_hidden_${where}`)}
        <button type="button" class="undo" onClick={onUndo}>
          {words('badge_undo')}
        </button>
      </p>
      <p class="quiet">{wayBack(where, words)}</p>
    </div>,
    root,
  );
  root.firstElementChild?.setAttribute('style', restingBox(position, corner, SIZE));
  leaveSoon();
  if (isByKeyboard) root.querySelector<HTMLElement>('.undo')?.focus({ preventScroll: true });
  return () => {
    stay();
    render(null, root);
  };
};

function wayBack(where: HidingPlace, t: Words): string {
  return where === 'tab' ? t('badge_back_tab') : t('badge_back_options');
}
