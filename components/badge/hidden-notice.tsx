import { render } from 'preact';
import type { HidingPlace } from '../../lib/messages/protocol';
import type { Words } from '../ui/words';
import type { MountHiddenNotice } from './handover';
import { restingBox } from './placement';

/** Long enough to read it and press the button. */
const EXPIRES_MS = 10_000;
const SIZE = { width: 272, height: 60 };

/** Replaces a badge that the user hid: how to bring it back, and an undo button. Expires unless pointed at or focused. */
export const mountHiddenNotice: MountHiddenNotice = (
  { root, words, onUndo, onExpire },
  { where, corner, position, isByKeyboard },
) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hold = () => {
    clearTimeout(timer);
  };
  const expireSoon = () => {
    hold();
    timer = setTimeout(onExpire, EXPIRES_MS);
  };
  render(
    <div
      class="badge farewell"
      role="status"
      onPointerEnter={hold}
      onPointerLeave={expireSoon}
      onFocusIn={hold}
      onFocusOut={expireSoon}
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
  expireSoon();
  if (isByKeyboard) root.querySelector<HTMLElement>('.undo')?.focus({ preventScroll: true });
  return () => {
    hold();
    render(null, root);
  };
};

function wayBack(where: HidingPlace, t: Words): string {
  return where === 'tab' ? t('badge_back_tab') : t('badge_back_options');
}
