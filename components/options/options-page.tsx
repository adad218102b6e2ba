import type { ComponentType, ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Explain } from '../explain/explain';
import { useLook } from '../ui/theme';
import { useStoredBoards } from '../ui/use-stored-boards';
import { useWords } from '../ui/words';
import type { MessageKey } from '../ui/words';
import {
  AboutSection,
  PrivacySection,
  AppearanceSection,
  FundingSection,
  ModelSection,
  ToolbarSection,
} from './simple-sections';
import type { OptionsAccess, SectionProps } from './access';
import { ArchiveSection, DataSection } from './data-sections';
import { BadgeSection } from './badge-section';
import { BandsSection } from './bands-section';
import { HistorySection } from './history-section';
import { PermissionsSection, useHosts } from './permissions';
import { RefreshSection } from './refresh-section';
import { RegionNote, UniverseSection } from './universe-section';
import { useSettings } from './page-state';
import type { Saving } from './page-state';

interface PageSection {
  id: string;
  title: MessageKey;
  intro?: MessageKey;
  Body: ComponentType<SectionProps>;
}

const SECTIONS: readonly PageSection[] = [
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
  const stored = useStoredBoards(access.board);
  const hosts = useHosts(access);
  useLook(settings);
  useScrollToHash(settings !== null);
  if (settings === null) {
    return saving === 'failed' ? <p role="alert">{t('options_read_failed')}</p> : null;
  }
  return (
    <div class="options">
      <header class="options-side">
        <h1>
          <span class="options-product">{t('extension_name')}</span> {t('options_title')}
        </h1>
        <Contents entries={SECTIONS} />
        <p class="options-guide">
          <a href="/guide.html" target="_blank">
            {t('guide_link')}
          </a>
        </p>
        <SaveStatus saving={saving} />
      </header>
      <main>
        <RegionNote {...{ settings, stored, access }} />
        {SECTIONS.map(({ id, title, intro, Body }) => (
          <Section key={id} id={id} title={t(title)} {...(intro && { intro: t(intro) })}>
            <Body {...{ settings, change, reset, stored, hosts, access }} />
          </Section>
        ))}
      </main>
      <Explain />
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

/** A titled section; `id` is its anchor in the contents. */
function Section({
  id,
  title,
  intro,
  children,
}: {
  id: string;
  title: string;
  intro?: string;
  children: ComponentChildren;
}) {
  return (
    <section class="options-section" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} tabIndex={-1}>
        {title}
      </h2>
      {intro !== undefined && <p class="options-intro">{intro}</p>}
      {children}
    </section>
  );
}

interface ContentsEntry {
  id: string;
  title: MessageKey;
}

/** Links to the sections; the current one is marked. */
function Contents({ entries }: { entries: readonly ContentsEntry[] }) {
  const t = useWords();
  const current = useCurrentSection(entries);
  return (
    <nav class="options-contents" aria-label={t('options_contents')}>
      <ul>
        {entries.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`} aria-current={id === current ? 'location' : undefined}>
              {t(title)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The first section in the upper part of the viewport. */
function useCurrentSection(entries: readonly ContentsEntry[]): string | undefined {
  const [visible, setVisible] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const observer = new IntersectionObserver(
      (changes) => {
        setVisible((before) => {
          const now = new Set(before);
          for (const { target, isIntersecting } of changes) {
            if (isIntersecting) now.add(target.id);
            else now.delete(target.id);
          }
          return now;
        });
      },
      { rootMargin: '-10% 0px -65% 0px' },
    );
    for (const { id } of entries) {
      const section = document.getElementById(id);
      if (section !== null) observer.observe(section);
    }
    return () => {
      observer.disconnect();
    };
  }, [entries]);
  return entries.find(({ id }) => visible.has(id))?.id;
}

/** Scrolls to the section in the URL's hash, once the settings are read and the section exists. */
function useScrollToHash(isReady: boolean): void {
  useEffect(() => {
    const id = location.hash.slice(1);
    if (isReady && id !== '') document.getElementById(id)?.scrollIntoView({ behavior: 'instant' });
  }, [isReady]);
}
