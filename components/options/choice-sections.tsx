/** The sections that are one choice each. */
import { MODEL_IDS } from '../../lib/domain/score';
import { useWords } from '../ui/words';
import type { SectionProps } from './access';
import { ChoiceField } from './choice-field';

export function ModelSection({ settings, change }: SectionProps) {
  const t = useWords();
  return (
    <ChoiceField
      layout="list"
      legend={t('options_model_legend')}
      hint={t('options_model_difference')}
      value={settings.model}
      choices={MODEL_IDS.map((model) => ({
        value: model,
        label: t(`model_${model}`),
        hint: t(`options_model_${model}`),
      }))}
      onChoose={(model) => change((now) => ({ ...now, model }))}
    />
  );
}

export function FundingSection({ settings, change }: SectionProps) {
  const t = useWords();
  return (
    <ChoiceField
      layout="list"
      legend={t('options_funding_legend')}
      hint={t('options_funding_hint')}
      value={settings.fundingUnit}
      choices={[
        {
          value: 'quoted',
          label: t('options_funding_quoted'),
          hint: t('options_funding_quoted_hint'),
        },
        { value: '8h', label: t('options_funding_8h'), hint: t('options_funding_8h_hint') },
      ]}
      onChoose={(fundingUnit) => change((now) => ({ ...now, fundingUnit }))}
    />
  );
}

export function ToolbarSection({ settings, change }: SectionProps) {
  const t = useWords();
  const off = 'off';
  return (
    <ChoiceField
      legend={t('options_toolbar_legend')}
      hint={t('options_toolbar_hint')}
      value={settings.toolbarFromBand ?? off}
      choices={[
        { value: off, label: t('options_toolbar_off') },
        { value: 'neutral', label: t('options_toolbar_every') },
        { value: 'lean', label: t('band_lean') },
        { value: 'stretched', label: t('band_stretched') },
        { value: 'stressed', label: t('band_stressed') },
      ]}
      onChoose={(from) =>
        change((now) => ({ ...now, toolbarFromBand: from === off ? null : from }))
      }
    />
  );
}
