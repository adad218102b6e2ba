/** The sections without logic of their own: one choice each, or text. */
import { LEVELS } from '../../lib/domain/level';
import { MODEL_IDS } from '../../lib/domain/score';
import { levelName } from '../ui/headline-words';
import { useWords } from '../ui/words';
import type { SectionProps } from './access';
import { ChoiceField } from './fields';
import type { Palette } from '../../lib/settings/settings';

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
        ...LEVELS.map((level) => ({
          value: level,
          label: level === 'neutral' ? t('options_toolbar_every') : levelName(t, level),
        })),
      ]}
      onChoose={(from) =>
        change((now) => ({ ...now, toolbarFromBand: from === off ? null : from }))
      }
    />
  );
}

export function AppearanceSection({ settings, change }: SectionProps) {
  const t = useWords();
  return (
    <>
      <ChoiceField
        legend={t('options_theme_legend')}
        value={settings.theme}
        choices={[
          { value: 'system', label: t('options_theme_system') },
          { value: 'light', label: t('options_theme_light') },
          { value: 'dark', label: t('options_theme_dark') },
        ]}
        onChoose={(theme) => change((now) => ({ ...now, theme }))}
      />
      <ChoiceField
        layout="list"
        legend={t('options_palette_legend')}
        hint={t('options_palette_hint')}
        value={settings.palette}
        choices={[
          {
            value: 'safe',
            label: t('options_palette_safe'),
            sample: <PaletteSample palette="safe" />,
          },
          {
            value: 'classic',
            label: t('options_palette_classic'),
            sample: <PaletteSample palette="classic" />,
          },
        ]}
        onChoose={(palette) => change((now) => ({ ...now, palette }))}
      />
    </>
  );
}

/** Both sides in this palette's colours, whichever is chosen. */
function PaletteSample({ palette }: { palette: Palette }) {
  const t = useWords();
  return (
    <span class="palette-sample" data-sample={palette}>
      <span class="sample-long">▲ 64 {t('bias_LONG')}</span>
      <span class="sample-short">▼ 64 {t('bias_SHORT')}</span>
    </span>
  );
}

export function PrivacySection() {
  const t = useWords();
  return <p>{t('options_privacy')}</p>;
}

export function AboutSection({ access }: SectionProps) {
  const t = useWords();
  return (
    <>
      <p>{t('options_about_version', access.about.version)}</p>
      <p>{t('options_about_affiliation')}</p>
      <p>{t('options_about_advice')}</p>
    </>
  );
}
