import type { ComponentType } from 'preact';
import { useLook } from '../ui/theme';
import { useWords } from '../ui/words';
import type { MessageKey } from '../ui/words';
import { AboutSection, PrivacySection } from './about-sections';
import type { OptionsAccess, SectionProps } from './access';
import { AppearanceSection } from './appearance-section';
import { ArchiveSection } from './archive-section';
import { BadgeSection } from './badge-section';
import { BandsSection } from './bands-section';
import { FundingSection, ModelSection, ToolbarSection } from './choice-sections';
import { Contents } from './contents';
import { DataSection } from './data-section';
import { HistorySection } from './history-section';
import { PermissionsSection } from './permissions-section';
import { RefreshSection } from './refresh-section';
import { RegionNote } from './region-note';
import { Section } from './section';
import { UniverseSection } from './universe-section';
import { useBoard } from './use-board';
import type { Saving } from './use-settings';
import { useHash } from './use-hash';
import { useHosts } from './use-hosts';
import { useSettings } from './use-settings';

interface Part {
  id: string;
  title: MessageKey;
  intro?: MessageKey;
  Body: ComponentType<SectionProps & { reset: () => Promise<boolean> }>;
}

const PARTS: readonly Part[] = [
  { id: 'bands', title: 'options_bands_title', intro: 'options_bands_intro', Body: BandsSection },
  { id: 'badge', title: 'options_badge_title', intro: 'options_badge_intro', Body: BadgeSection },
  { id: 'universe', title: 'options_universe_title', Body: UniverseSection },
  { id: 'refresh', title: 'options_refresh_title', Body: RefreshSection },
  { id: 'model', title: 'options_model_title', Body: ModelSection },
  { id: 'funding', title: 'options_funding_title', Body: FundingSection },
  { id: 'appearance', title: 'options_appearance_title', Body: AppearanceSection },
  { id: 'toolbar', title: 'options_toolbar_title', Body: ToolbarSection },
  { id: 'history', title: 'options_history_title', Body: HistorySection },
  {
    id: 'archive',
    title: 'options_archive_title',
    intro: 'options_archive_intro',
    Body: ArchiveSection,
  },
  { id: 'data', title: 'options_data_title', Body: DataSection },
  { id: 'permissions', title: 'options_permissions_title', Body: PermissionsSection },
  { id: 'privacy', title: 'options_privacy_title', Body: PrivacySection },
  { id: 'about', title: 'options_about_title', Body: AboutSection },
];

const SAVING_WORDS = { saved: 'options_saved', failed: 'options_save_failed' } as const;

/** All settings on one page. Each change is saved as it is made. */
export function OptionsPage({ access }: { access: OptionsAccess }) {
  const t = useWords();
  const { settings, saving, change, reset } = useSettings(access.settings);
  const stored = useBoard(access.board);
  const hosts = useHosts(access);
  useLook(settings);
  useHash(settings !== null);
  if (settings === null) {
    return saving === 'failed' ? <p role="alert">{t('options_read_failed')}</p> : null;
  }
  return (
    <div class="options">
      <header class="options-side">
        <h1>
          <span class="options-product">{t('extension_name')}</span> {t('options_title')}
        </h1>
        <Contents entries={PARTS} />
        <SaveStatus saving={saving} />
      </header>
      <main>
        <RegionNote {...{ settings, stored, access }} />
        {PARTS.map(({ id, title, intro, Body }) => (
          <Section key={id} id={id} title={t(title)} {...(intro && { intro: t(intro) })}>
            <Body {...{ settings, change, reset, stored, hosts, access }} />
          </Section>
        ))}
      </main>
    </div>
  );
}

function SaveStatus({ saving }: { saving: Saving }) {
  const t = useWords();
  return (
    <p class={`options-saving options-saving-${saving}`} role="status">
      {saving !== 'idle' && t(SAVING_WORDS[saving])}
    </p>
  );
}
