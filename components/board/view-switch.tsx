import type { BoardState } from '../../lib/board/store';
import type { View } from '../../lib/settings/settings';
import { useWords } from '../ui/words';
import { useBoard, useTools } from './access';

const VIEWS: readonly View[] = ['venues', 'all'];

const viewOf = ({ settings }: BoardState) => settings.view;
const isManyVenuesOf = ({ venues }: BoardState) => venues.length > 1;

/** A row per perpetual, or one per asset. Nothing to choose on a board of one venue. */
export function ViewSwitch() {
  const t = useWords();
  const { store, access } = useTools();
  const view = useBoard(viewOf);
  if (!useBoard(isManyVenuesOf)) return null;
  const choose = (choice: View) => {
    const { settings } = store.getState();
    store.change({ settings: { ...settings, view: choice } });
    access.settings
      .update((stored) => ({ ...stored, view: choice }))
      .catch((error: unknown) => {
        console.error('The view could not be saved.', error);
        store.change({ settings });
      });
  };
  return (
    <div class="sides" role="radiogroup" aria-label={t('popup_view')}>
      {VIEWS.map((choice) => (
        <label key={choice} class="side">
          <input
            type="radio"
            name="view"
            value={choice}
            checked={view === choice}
            onChange={() => choose(choice)}
          />
          {t(`popup_view_${choice}`)}
        </label>
      ))}
    </div>
  );
}
