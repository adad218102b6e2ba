import type { TermEntry } from '../../lib/board/terms';
import { TERM_GROUPS, TERM_PARTS, TERMS } from '../../lib/board/terms';
import { partWords } from '../explain/term-words';
import { useWords } from '../ui/words';

/** Every term of the screen with its explanation, by group. `#term-<id>` leads to one. */
export function TermLists() {
  const t = useWords();
  return (
    <>
      <p>{t('guide_terms_lead')}</p>
      {TERM_GROUPS.map((group) => (
        <section key={group} aria-labelledby={`group-${group}`}>
          <h3 id={`group-${group}`}>{t(`guide_group_${group}`)}</h3>
          <dl class="guide-terms">
            {TERMS.filter((term) => term.group === group).map((term) => (
              <TermItem key={term.id} term={term} />
            ))}
          </dl>
        </section>
      ))}
    </>
  );
}

function TermItem({ term }: { term: TermEntry }) {
  const t = useWords();
  return (
    <div id={`term-${term.id}`}>
      <dt>{t(term.name)}</dt>
      {TERM_PARTS.map((part) => {
        const words = partWords(t, term, part);
        return (
          words !== null && (
            <dd key={part}>
              {part !== 'what' && <b>{t(`term_part_${part}`)}: </b>}
              {words}
            </dd>
          )
        );
      })}
    </div>
  );
}
