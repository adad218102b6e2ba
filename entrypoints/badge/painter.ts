import type { MountedBadge, Scene } from '../../components/badge/mounted';
import { whenReached } from '../../components/badge/reach';
import type { Stage } from '../../components/badge/stage';
import { mountStill } from '../../components/badge/still';
import { applyLook } from '../../components/ui/look';
import type { BadgeChange, BadgeView } from '../../lib/messages/protocol';
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
  const onChange = (request: BadgeChange) => {
    parts.onChange(request);
    // Gone at once; the worker's answer confirms it.
    if (request.kind === 'hide') show(null);
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
      stage?.detach();
      badge?.unmount();
      badge = null;
      return;
    }
    stage ??= newStage();
    const { root } = stage;
    applyLook(root, shown, light.matches);
    const scene: Scene = { view: shown, corner: parts.corner };
    if (badge === null) badge = mount({ root, words, onChange }, scene);
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
