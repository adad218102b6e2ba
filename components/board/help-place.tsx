import { useLazy } from '../ui/use-lazy';

const loadHelp = () => import('./help').then(({ Help }) => Help);

/** The list of keys, loaded when it is asked for. */
export function HelpPlace({ onClose }: { onClose: () => void }) {
  const { loaded: Help } = useLazy(loadHelp);
  return Help && <Help onClose={onClose} />;
}
