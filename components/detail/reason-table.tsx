import type { ComponentChildren } from 'preact';
import { measuredAtMs, shownValue } from '../../lib/board/columns';
import { roundedContributions } from '../../lib/board/rounded-contributions';
import type { RankedRow } from '../../lib/board/rows';
import type { Thresholds } from '../../lib/domain/band';
import { inputText } from '../../lib/domain/input-text';
import type { InputId } from '../../lib/domain/inputs';
import { FACTORS, UNWEIGHED_INPUTS } from '../../lib/domain/inputs';
import type { ModelId } from '../../lib/domain/score';
import { MODELS, scoreWith } from '../../lib/scoring/score';
import type { FundingUnit } from '../../lib/settings/settings';
import { Measured } from '../ui/measured';
import { ageWords } from '../ui/times';
import { useNow } from '../ui/use-now';
import { useWords } from '../ui/words';
import { PointsCell, TotalCell } from './points-cell';

interface ReasonTableProps {
  row: RankedRow;
  /** The chosen model first. */
  models: readonly ModelId[];
  thresholds: Thresholds;
  unit: FundingUnit;
  clockSkewMs: number;
  /** Whether inputs without weight have rows, too. */
  hasUnweighed: boolean;
}

const AGE_EVERY_MS = 1_000;

/** One row per input: its value, its age, and its points in each model. The printed points add up. */
export function ReasonTable(props: ReasonTableProps) {
  const { row, models, thresholds, unit, clockSkewMs, hasUnweighed } = props;
  const t = useWords();
  const venueNowMs = useNow(AGE_EVERY_MS) + clockSkewMs;
  const scored = models.map((model) => {
    const score = scoreWith(MODELS[model], row.inputs);
    return { model, score, points: roundedContributions(score) };
  });
  return (
    <table class="reasons">
      <caption class="sr-only">{t('popup_reasons', row.perp.symbol)}</caption>
      <thead>
        <tr>
          <th scope="col">{t('popup_reason_input')}</th>
          <th scope="col" class="num">
            {t('popup_reason_value')}
          </th>
          <th scope="col" class="num reason-age">
            {t('popup_reason_age')}
          </th>
          {models.map((model, index) => (
            <th key={model} scope="col" class={index === 0 ? 'model is-chosen' : 'model'}>
              {t(`model_${model}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {FACTORS.map((factor) => (
          <InputRow key={factor} id={factor} {...{ row, unit, venueNowMs }}>
            {scored.map(({ model, points }) => (
              <PointsCell key={model} tenths={points.parts[factor]} />
            ))}
          </InputRow>
        ))}
        {hasUnweighed &&
          UNWEIGHED_INPUTS.map(({ id }) => (
            <InputRow key={id} id={id} {...{ row, unit, venueNowMs }}>
              {models.map((model) => (
                <td key={model} class="points" />
              ))}
            </InputRow>
          ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('popup_reason_sum')}</th>
          <td />
          <td class="reason-age" />
          {scored.map(({ model, points, score }) => (
            <TotalCell key={model} total={points.total} {...{ score, thresholds }} />
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

interface InputRowProps {
  id: InputId;
  row: RankedRow;
  unit: FundingUnit;
  venueNowMs: number;
  /** One cell per model. */
  children: ComponentChildren;
}

function InputRow({ id, row, unit, venueNowMs, children }: InputRowProps) {
  const t = useWords();
  const value = shownValue(row, id, unit);
  const atMs = value.value === null ? null : measuredAtMs(row, id);
  return (
    <tr>
      <th scope="row">{t(`input_${id}`)}</th>
      <td class="num">
        <Measured shown={inputText(value, id)} t={t} />
      </td>
      <td class="num reason-age">{atMs === null ? '–' : ageWords(t, venueNowMs - atMs)}</td>
      {children}
    </tr>
  );
}
