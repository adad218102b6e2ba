import { useState } from 'preact/hooks';
import type { Settings } from '../../lib/settings/settings';
import { useWords } from '../ui/words';
import type { SectionProps } from './access';
import { SwitchField } from './switch-field';
import { VenueSwitches } from './venue-switches';

const QUOTE_ASSETS = ['USDT', 'USDC', 'USD1'] as const;

/** Which venues and which of their perpetuals are on the board. */
export function UniverseSection(props: SectionProps) {
  const { settings, change } = props;
  const t = useWords();
  const [refused, setRefused] = useState<string | null>(null);
  const { quoteAssets, tokenised, builderMarkets = false } = settings.universe;
  const changeUniverse = (part: Partial<Settings['universe']>) =>
    change((now) => ({ ...now, universe: { ...now.universe, ...part } }));
  const switchAsset = (asset: string, on: boolean) => {
    const others = quoteAssets.filter((other) => other !== asset);
    const next = on ? [...others, asset] : others;
    setRefused(next.length === 0 ? asset : null);
    if (next.length > 0) void changeUniverse({ quoteAssets: next });
  };
  return (
    <>
      <VenueSwitches {...props} />
      <fieldset>
        <legend>{t('options_universe_quotes')}</legend>
        <p class="options-hint">{t('options_universe_quotes_hint')}</p>
        {QUOTE_ASSETS.map((asset) => (
          <SwitchField
            key={asset}
            label={t('options_universe_quote', asset)}
            error={refused === asset ? t('options_universe_quote_error') : undefined}
            checked={quoteAssets.includes(asset)}
            onSwitch={(on) => switchAsset(asset, on)}
          />
        ))}
      </fieldset>
      <SwitchField
        label={t('options_universe_tokenised')}
        hint={t('options_universe_tokenised_hint')}
        checked={tokenised}
        onSwitch={(on) => changeUniverse({ tokenised: on })}
      />
      <SwitchField
        label={t('options_universe_builders')}
        hint={t('options_universe_builders_hint')}
        checked={builderMarkets}
        onSwitch={(on) =>
          change(({ universe: { builderMarkets: _before, ...universe }, ...now }) => ({
            ...now,
            universe: on ? { ...universe, builderMarkets: true } : universe,
          }))
        }
      />
    </>
  );
}
