import type { MountedBadge, Scene } from '../../components/badge/mounted';
import { whenReached } from '../../components/badge/reach';
import type { Stage } from '../../components/badge/stage';
import { mountStill } from '../../components/badge/still';
import { applyLook } from '../../components/ui/look';
import type { BadgeChange, BadgeView, HidingPlace } from '../../lib/messages/protocol';
import type { PainterParts } from './painter-parts';
import { wordsWith } from './words';

/**
 * Puts views on the stage, which is made for the first of them; null, or one that the person's rules hide, clears it.
 * Follows the system's theme.
 */
export function createPainter(parts: PainterParts, signal: AbortSignal) {
  const light = matchMedia('(prefers-color-scheme: light)');
  let stage: Stage | null = null;
  let shown: BadgeView | null = null;
  let badge: MountedBadge | null = null;
  let mount = mountStill;
  const words = wordsWith(() => shown);
  /** Takes away what says that the badge was hidden; null when nothing does. */
  let endFarewell: (() => void) | null = null;
  const onChange = (request: BadgeChange) => {
    void parts.onChange(request);
    // Gone at once; the worker's answer confirms it.
    if (request.kind === 'hide') hide(request.where);
  };
  const hide = (where: HidingPlace) => {
    const position = shown?.position ?? null;
    const isByKeyboard = (stage?.root.querySelector(':focus-visible') ?? null) !== null;
    show(null);
    const farewell = parts.farewell();
    if (stage === null || farewell === undefined) return;
    const end = farewell(
      {
        root: stage.root,
        words,
        onUndo: () => {
          over();
          parts.onChange({ kind: 'show', where }).then(parts.askAgain, () => undefined);
        },
        onOver: () => {
          over();
        },
      },
      { where, corner: parts.corner, position, isByKeyboard },
    );
    endFarewell = () => {
      endFarewell = null;
      end();
    };
    stage.attach();
  };
  const over = () => {
    endFarewell?.();
    show(shown);
  };
  const newStage = (): Stage => {
    const made = parts.newStage();
    const rest = async () => {
      const { css, mount: mountRest } = await parts.loadRest();
      made.dress(css);
      mount = mountRest;
      badge?.unmount();
      badge = null;
      show(shown);
    };
    whenReached(made.root, rest, made.redo, signal);
    return made;
  };
  const show = (view: BadgeView | null): void => {
    shown = view?.visible === true ? view : null;
    if (shown === null) {
      // What says that it is hidden stays, wherever the page moves to.
      if (endFarewell === null) stage?.detach();
      badge?.unmount();
      badge = null;
      return;
    }
    endFarewell?.();
    stage ??= newStage();
    const { root } = stage;
    applyLook(root, shown, light.matches);
    const scene: Scene = { view: shown, corner: parts.corner };
    if (badge === null)
      badge = mount({ root, words, onChange, steadySinceMs: stage.steadySinceMs }, scene);
    else badge.update(scene);
    stage.attach();
  };
  light.addEventListener('change', () => show(shown), { signal });
  return {
    show,
    /** To be called every second. */
    beat: () => {
      stage?.beat();
    },
  };
}
