import { browser } from 'wxt/browser';
import type { MountedBadge } from '../../components/badge/badge';
import { mountBadge } from '../../components/badge/badge';
import type { Corner } from '../../components/badge/placement';
import type { Stage } from '../../components/badge/stage';
import { applyLook } from '../../components/ui/look';
import type { Words } from '../../components/ui/words';
import type { BadgeChange, BadgeView } from '../../lib/messages/protocol';

/**
 * Puts views on the stage, which is made for the first of them; null, or one that the person's rules hide, clears it.
 * Follows the system's theme.
 */
export function createPainter(
  newStage: () => Stage,
  corner: Corner,
  signal: AbortSignal,
  onChange: (change: BadgeChange) => void,
) {
  const light = matchMedia('(prefers-color-scheme: light)');
  // A page's first message from the browser's own catalogue waits for another process: the first words come with a view.
  const words: Words = (key, ...substitutions) => {
    const sent = shown?.words[key];
    return sent === undefined
      ? browser.i18n.getMessage(key, substitutions)
      : sent.replace('$1', () => substitutions[0] ?? '');
  };
  let stage: Stage | null = null;
  let shown: BadgeView | null = null;
  let badge: MountedBadge | null = null;
  const change = (request: BadgeChange) => {
    onChange(request);
    // Gone at once; the worker's answer confirms it.
    if (request.kind === 'hide') show(null);
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
    const scene = { view: shown, corner };
    if (badge === null) badge = mountBadge({ root, words, onChange: change }, scene);
    else badge.update(scene);
    stage.attach();
  };
  const onLight = () => {
    show(shown);
  };
  light.addEventListener('change', onLight, { signal });
  return { show };
}
