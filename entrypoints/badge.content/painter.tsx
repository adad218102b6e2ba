import { render } from 'preact';
import { browser } from 'wxt/browser';
import { Badge } from '../../components/badge/badge';
import type { Corner } from '../../components/badge/placement';
import type { Stage } from '../../components/badge/stage';
import { applyLook } from '../../components/ui/theme';
import type { Words } from '../../components/ui/words';
import { WordsProvider } from '../../components/ui/words';
import type { BadgeChange, BadgeView } from '../../lib/messages/protocol';

const words: Words = (key, ...substitutions) => browser.i18n.getMessage(key, substitutions);

/** Puts views on the stage; null, or one that the person's rules hide, clears it. */
export function createPainter(
  stage: Stage,
  corner: () => Corner,
  onChange: (change: BadgeChange) => void,
) {
  return {
    show(view: BadgeView | null): void {
      if (view === null || !view.visible) {
        render(null, stage.root);
        return;
      }
      applyLook(stage.host, view, matchMedia('(prefers-color-scheme: light)').matches);
      const change = (request: BadgeChange) => {
        onChange(request);
        // Gone at once; the worker's answer confirms it.
        if (request.kind === 'hide') render(null, stage.root);
      };
      render(
        <WordsProvider value={words}>
          <Badge view={view} corner={corner()} onChange={change} />
        </WordsProvider>,
        stage.root,
      );
    },
  };
}
