import { useState } from 'preact/hooks';
import { useWords } from '../ui/words';
import type { Hosts, HostsState } from './access';
import { SwitchField } from './switch-field';

/**
 * A switch for something that needs the browser's leave. On: the browser asks the person first, and a no leaves it off
 * and says so. Off: what was allowed is given back. Where the leave is missing though it is on, it can be asked for.
 */
export function HostSwitch({
  name,
  label = name,
  hint,
  hosts,
  canGiveBack,
  checked,
  state,
  onSwitch,
}: {
  /** Whom the requests go to, e.g. `Bybit`. */
  name: string;
  label?: string;
  hint: string;
  hosts: Hosts;
  /** What came with the installation stays allowed. */
  canGiveBack: boolean;
  checked: boolean;
  state: HostsState;
  onSwitch: (on: boolean) => void;
}) {
  const t = useWords();
  const [answer, setAnswer] = useState<'none' | 'waiting' | 'refused'>('none');
  const isAllowed = state.allowed(hosts);
  const isMissing = checked && isAllowed === false;
  const isRefused = answer === 'refused' && isAllowed !== true;
  const ask = async () => {
    const asked = state.ask(hosts);
    setAnswer('waiting');
    const isGiven = await asked;
    setAnswer(isGiven ? 'none' : 'refused');
    if (isGiven && !checked) onSwitch(true);
  };
  const turn = (on: boolean) => {
    if (on) {
      void ask();
      return;
    }
    setAnswer('none');
    onSwitch(false);
    if (canGiveBack) state.giveBack(hosts);
  };
  return (
    <SwitchField
      label={label}
      hint={answer === 'waiting' ? t('options_hosts_waiting') : hint}
      error={
        isMissing
          ? t(isRefused ? 'options_hosts_still_missing' : 'options_hosts_missing', name)
          : isRefused
            ? t('options_hosts_refused', name)
            : undefined
      }
      checked={checked}
      onSwitch={turn}
    >
      {isMissing && (
        <button type="button" onClick={() => void ask()}>
          {t('options_hosts_allow', name)}
        </button>
      )}
    </SwitchField>
  );
}
