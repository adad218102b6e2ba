import type { ExampleId } from '../../lib/board/worked-example';
import { EXAMPLE_IDS, exampleInputs, workedExample } from '../../lib/board/worked-example';
import type { Thresholds } from '../../lib/domain/band';
import { MISSING, signed } from '../../lib/domain/format';
import { inputText } from '../../lib/domain/input-text';
import { MODEL_IDS } from '../../lib/domain/score';
import { MODELS } from '../../lib/scoring/score';
import { Measured } from '../ui/measured';
import { TermButton } from '../ui/term';
import { useWords } from '../ui/words';
import { ScoreWords } from './score-words';

/** What each model does, and their weights and caps. */
export function ModelsSection() {
  const t = useWords();
  return (
    <>
      {MODEL_IDS.map((model) => (
        <p key={model}>
          <b>
            <TermButton id={`model_${model}`}>{t(`model_${model}`)}</TermButton>.
          </b>{' '}
          {t(`guide_model_${model}`)}
        </p>
      ))}
      <table class="guide-table guide-weights">
        <caption class="sr-only">{t('guide_weights_caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('guide_weights_input')}</th>
            <th scope="col" class="num">
              {t('guide_weights_weight')}
            </th>
            <th scope="col" class="num">
              {t('guide_weights_cap')}
            </th>
          </tr>
        </thead>
        <tbody>
          {MODELS.classic.factors.map(({ factor, weight, fullAt }) => (
            <tr key={factor}>
              <th scope="row">
                <TermButton id={factor}>{t(`input_${factor}`)}</TermButton>
              </th>
              <td class="num">{weight}</td>
              <td class="num">{t('guide_weights_cap_value', String(fullAt))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="guide-quiet">{t('guide_weights_same')}</p>
    </>
  );
}

/** Three situations, each scored by both models. */
export function Examples({ thresholds }: { thresholds: Thresholds }) {
  const t = useWords();
  return (
    <>
      <p>{t('guide_examples_lead')}</p>
      {EXAMPLE_IDS.map((id) => (
        <ExampleCard key={id} id={id} thresholds={thresholds} />
      ))}
    </>
  );
}

function ExampleCard({ id, thresholds }: { id: ExampleId; thresholds: Thresholds }) {
  const t = useWords();
  const inputs = exampleInputs(id);
  const examples = MODEL_IDS.map((model) => workedExample(MODELS[model], inputs));
  const [first] = examples;
  return (
    <section class="guide-example" aria-labelledby={`example-${id}`}>
      <h3 id={`example-${id}`}>{t(`guide_example_${id}`)}</h3>
      <p>{t(`guide_example_${id}_text`)}</p>
      <table class="guide-table guide-bars">
        <caption class="sr-only">{t(`guide_example_${id}`)}</caption>
        <thead>
          <tr>
            <th scope="col">{t('guide_weights_input')}</th>
            <th scope="col" class="num">
              {t('guide_worked_value')}
            </th>
            {examples.map(({ score }) => (
              <th key={score.model} scope="col">
                {t(`model_${score.model}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first?.inputs.map(({ factor, value, periodHours }, index) => (
            <tr key={factor}>
              <th scope="row">{t(`input_${factor}`)}</th>
              <td class="num">
                <Measured shown={inputText({ value, periodHours }, factor)} t={t} />
              </td>
              {examples.map((example) => (
                <PointsBar key={example.score.model} tenths={example.inputs[index]?.tenths} />
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('popup_reason_sum')}</th>
            <td />
            {examples.map((example) => (
              <td key={example.score.model} class="guide-total">
                <ScoreWords score={example.score} inputs={inputs} thresholds={thresholds} />
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

/** Points at which a bar is full: the largest weight. */
const FULL_TENTHS = 320;

function PointsBar({ tenths = null }: { tenths: number | null | undefined }) {
  const size = Math.min(1, Math.abs(tenths ?? 0) / FULL_TENTHS) * 50;
  const side = (tenths ?? 0) < 0 ? 'is-short' : 'is-long';
  return (
    <td class="guide-points">
      <span class="guide-bar" aria-hidden="true">
        <span class={side} style={{ width: `${size.toFixed(1)}%` }} />
      </span>
      <span class="num">{tenths === null ? MISSING : signed(tenths / 10, 1)}</span>
    </td>
  );
}
