/** Which model the numbers are from, and the switch to the other one, which the key M presses as well. */
import { useCallback, useEffect } from 'preact/hooks';
import type { BoardState } from '../../lib/board/store';
import { otherModel } from '../../lib/domain/score';
import { useWords } from '../ui/words';
import { useBoardState, useTools } from './access';

const modelOf = ({ settings }: BoardState) => settings.model;

/** Switches the model of the whole extension: the setting that the options change. */
export function useSwitchModel(): () => void {
  const { store, access } = useTools();
  return useCallback(() => {
    const { settings } = store.getState();
    const model = otherModel(settings.model);
    store.change({ settings: { ...settings, model } });
    access.settings
      .update((stored) => ({ ...stored, model }))
      .catch((error: unknown) => {
        console.error('The model could not be saved.', error);
        store.change({ settings: { ...store.getState().settings, model: settings.model } });
      });
  }, [store, access]);
}

/** With the shown model's name, or as a link to the other one. */
export function ModelSwitch({ isLink = false }: { isLink?: boolean }) {
  const t = useWords();
  const model = useBoardState(modelOf);
  const title = t('popup_model_switch', t(`model_${model}`), t(`model_${otherModel(model)}`));
  return (
    <button
      type="button"
      class={isLink ? 'model-link' : 'model-switch'}
      title={title}
      aria-label={title}
      aria-keyshortcuts="M"
      onClick={useSwitchModel()}
    >
      {isLink ? t('popup_model_to', t(`model_${otherModel(model)}`)) : t(`model_${model}`)}
      {!isLink && <span aria-hidden="true"> ⇄</span>}
    </button>
  );
}

/** Has the model read aloud when it changes, wherever it was changed. */
export function useModelAnnouncement(announce: (words: string) => void): void {
  const t = useWords();
  const { store } = useTools();
  useEffect(
    () =>
      store.subscribe(({ settings: { model } }, before) => {
        // The first settings that are read replace the defaults, which is no switch.
        const isFirst = before.stored === null && before.first === null;
        if (isFirst || model === before.settings.model) return;
        announce(t('popup_model_now', t(`model_${model}`)));
      }),
    [store, announce, t],
  );
}
