import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Settings } from '../../lib/settings/settings';
import { DEFAULT_SETTINGS } from '../../lib/settings/settings';
import { LEAST_COVERAGE_TO_RANK } from '../../lib/scoring/score';
import { Explain } from '../explain/explain';
import { useLook } from '../ui/theme';
import { useWords } from '../ui/words';
import type { MessageKey } from '../ui/words';
import type { GuideAccess } from './access';
import { Examples, ModelsSection } from './models-section';
import { ScoreSection } from './score-section';
import { TermLists } from './term-lists';
import { WorkedSection } from './worked-section';

/** How to read the score: what it means, what it is made of, and every term on the screen. */
export function GuidePage({ access }: { access: GuideAccess }) {
  const t = useWords();
  const settings = useFollowedSettings(access);
  useLook(settings);
  useScrollToHash(settings !== null);
  if (settings === null) return null;
  const { thresholds, model } = settings;
  return (
    <div class="guide">
      <header>
        <p class="guide-product">{t('extension_name')}</p>
        <h1>{t('guide_title')}</h1>
        <p class="guide-lead">{t('guide_lead')}</p>
        <Contents />
      </header>
      <main>
        <Section id="score" title="guide_score_title">
          <ScoreSection thresholds={thresholds} onOptions={access.openOptions} />
        </Section>
        <Section id="basics" title="guide_basics_title">
          <p>{t('guide_basics_oi')}</p>
          <p>{t('guide_basics_funding')}</p>
          <p>{t('guide_basics_basis')}</p>
          <p>{t('guide_basics_coverage')}</p>
          <p>{t('guide_basics_range')}</p>
          <p>{t('guide_basics_ranking', String(LEAST_COVERAGE_TO_RANK))}</p>
        </Section>
        <Section id="models" title="guide_models_title">
          <ModelsSection />
        </Section>
        <Section id="examples" title="guide_examples_title">
          <Examples thresholds={thresholds} />
        </Section>
        <Section id="worked" title="guide_worked_title">
          <WorkedSection access={access} settings={settings} chosen={model} />
        </Section>
        <Section id="terms" title="guide_terms_title">
          <TermLists />
        </Section>
        <Section id="more" title="guide_more_title">
          <p>{t('guide_more')}</p>
          <p>
            <a href="/track-record.html">{t('track_link')}</a>
          </p>
        </Section>
      </main>
      <Explain />
    </div>
  );
}

const SECTIONS: readonly (readonly [id: string, title: MessageKey])[] = [
  ['score', 'guide_score_title'],
  ['basics', 'guide_basics_title'],
  ['models', 'guide_models_title'],
  ['examples', 'guide_examples_title'],
  ['worked', 'guide_worked_title'],
  ['terms', 'guide_terms_title'],
  ['more', 'guide_more_title'],
];

function Contents() {
  const t = useWords();
  return (
    <nav class="guide-contents" aria-label={t('guide_contents')}>
      <ul>
        {SECTIONS.map(([id, title]) => (
          <li key={id}>
            <a href={`#${id}`}>{t(title)}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Section(props: { id: string; title: MessageKey; children: ComponentChildren }) {
  const t = useWords();
  return (
    <section id={props.id} aria-labelledby={`${props.id}-title`}>
      <h2 id={`${props.id}-title`}>{t(props.title)}</h2>
      {props.children}
    </section>
  );
}

/** The settings, followed; the defaults where they cannot be read. Null until then. */
function useFollowedSettings(access: GuideAccess): Settings | null {
  const [settings, setSettings] = useState<Settings | null>(null);
  useEffect(() => {
    const unmounting = new AbortController();
    const show = (read: Settings) => {
      if (!unmounting.signal.aborted) setSettings(read);
    };
    access.settings.watch(show, unmounting.signal);
    access.settings.read().then(show, (error: unknown) => {
      console.error('The settings could not be read.', error);
      show(DEFAULT_SETTINGS);
    });
    return () => unmounting.abort();
  }, [access]);
  return settings;
}

/** Scrolls to the section or term of the URL's hash once it is drawn. */
function useScrollToHash(isReady: boolean): void {
  useEffect(() => {
    const id = location.hash.slice(1);
    if (isReady && id !== '') document.getElementById(id)?.scrollIntoView({ behavior: 'instant' });
  }, [isReady]);
}
