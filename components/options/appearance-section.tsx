import type { Palette } from '../../lib/settings/settings';
import { useWords } from '../ui/words';
import type { SectionProps } from './access';
import { ChoiceField } from './choice-field';

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
          { value: 'safe', label: t('options_palette_safe'), sample: <Sample palette="safe" /> },
          {
            value: 'classic',
            label: t('options_palette_classic'),
            sample: <Sample palette="classic" />,
          },
        ]}
        onChoose={(palette) => change((now) => ({ ...now, palette }))}
      />
    </>
  );
}

/** The sides as this palette shows them, whichever is chosen. */
function Sample({ palette }: { palette: Palette }) {
  const t = useWords();
  return (
    <span class="palette-sample" data-sample={palette}>
      <span class="sample-long">▲ 64 {t('bias_LONG')}</span>
      <span class="sample-short">▼ 64 {t('bias_SHORT')}</span>
    </span>
  );
}
