import { useMemo } from 'preact/hooks';
import type { RankedRow } from '../../lib/board/rows';
import { createScorer, rankRows } from '../../lib/board/rows';
import type { WorkedExample, WorkedInput } from '../../lib/board/worked-example';
import { exampleInputs, exampleRow, workedExample } from '../../lib/board/worked-example';
import type { Thresholds } from '../../lib/domain/band';
import { MISSING, signed } from '../../lib/domain/format';
import { inputText } from '../../lib/domain/input-text';
import type { ScoreInputs } from '../../lib/domain/inputs';
import type { ModelId } from '../../lib/domain/score';
import { MODEL_IDS } from '../../lib/domain/score';
import { buildOf, leanOf } from '../../lib/scoring/crowding';
import { MODELS } from '../../lib/scoring/score';
import type { Settings } from '../../lib/settings/settings';
import { Measured } from '../ui/measured';
import { momentWords } from '../ui/times';
import type { BoardsState } from '../ui/use-stored-boards';
import { useStoredBoards } from '../ui/use-stored-boards';
import type { Words } from '../ui/words';
import { useWords } from '../ui/words';
import type { GuideAccess } from './access';
import { ScoreWords } from './score-words';

interface WorkedSectionProps {
  access: GuideAccess;
  settings: Settings;
  /** Shown first. */
  chosen: ModelId;
}

/** The highest complete score of the stored board, step by step in both models; fixed numbers without one. */
export function WorkedSection({ access, settings, chosen }: WorkedSectionProps) {
  const t = useWords();
  const stored = useStoredBoards(access.board);
  const row = useMemo(
    () => exampleRow(rankRows(stored.boards?.boards ?? [], settings, createScorer())),
    [stored, settings],
  );
  if (stored.boards === null && !stored.failed) return <p>{t('guide_worked_loading')}</p>;
  const inputs = row?.inputs ?? exampleInputs('crowdedLong');
  const models = [chosen, ...MODEL_IDS.filter((model) => model !== chosen)];
  return (
    <>
      <p class={row === null ? 'guide-note' : ''}>{sourceWords(t, stored, row, access)}</p>
      {models.map((model) => (
        <WorkedTable
          key={model}
          example={workedExample(MODELS[model], inputs, row)}
          inputs={inputs}
          thresholds={settings.thresholds}
        />
      ))}
    </>
  );
}

function sourceWords(
  t: Words,
  { boards, failed }: BoardsState,
  row: RankedRow | null,
  access: GuideAccess,
): string {
  if (row !== null) {
    const asOfMs = boards?.boards.find(({ venue }) => venue === row.venue)?.asOfMs;
    const atMs = row.reading?.pricedAtMs ?? asOfMs ?? 0;
    return t(
      'guide_worked_live',
      row.perp.symbol,
      access.venueName(row.venue),
      momentWords(atMs, Date.now()),
    );
  }
  if (failed && boards === null) return t('guide_worked_failed');
  return t(boards?.boards.length ? 'guide_worked_none' : 'guide_worked_no_board');
}

interface WorkedTableProps {
  example: WorkedExample;
  inputs: ScoreInputs;
  thresholds: Thresholds;
}

function WorkedTable({ example, inputs, thresholds }: WorkedTableProps) {
  const t = useWords();
  const { score, totalTenths } = example;
  const isSum = score.model === 'classic';
  const number = (label: string) => (
    <th scope="col" class="num">
      {label}
    </th>
  );
  return (
    <div class="guide-worked">
      <h3>{t(`model_${score.model}`)}</h3>
      <p>{t(`guide_worked_how_${score.model}`)}</p>
      <table class="guide-table">
        <caption class="sr-only">{t('guide_worked_caption', t(`model_${score.model}`))}</caption>
        <thead>
          <tr>
            <th scope="col">{t('guide_weights_input')}</th>
            {number(t('guide_worked_value'))}
            <th scope="col" class="num guide-cap">
              {t('guide_weights_cap')}
            </th>
            {number(t('guide_worked_share'))}
            {number(t('guide_weights_weight'))}
            {number(t(isSum ? 'guide_worked_points' : 'guide_worked_weighted'))}
          </tr>
        </thead>
        <tbody>
          {example.inputs.map((input) => (
            <InputRow key={input.factor} input={input} isSum={isSum} />
          ))}
        </tbody>
      </table>
      {isSum ? (
        <p class="guide-sum">
          {t('guide_worked_sum')}: {signed(totalTenths / 10, 1)}
        </p>
      ) : (
        <Product example={example} inputs={inputs} />
      )}
      <p class="guide-sum">
        {t('guide_worked_rounds')} <ScoreWords {...{ score, inputs, thresholds }} />
      </p>
    </div>
  );
}

/** `isSum`: points are what adds up to the score; else share × weight, before the product. */
function InputRow({ input, isSum }: { input: WorkedInput; isSum: boolean }) {
  const t = useWords();
  const { factor, value, periodHours, fullAt, share, weight, tenths } = input;
  const points = isSum ? tenths && tenths / 10 : weighted(input);
  return (
    <tr>
      <th scope="row">{t(`input_${factor}`)}</th>
      <td class="num">
        <Measured shown={inputText({ value, periodHours }, factor)} t={t} />
      </td>
      <td class="num guide-cap">{t('guide_weights_cap_value', String(fullAt))}</td>
      <td class="num">{share === null ? MISSING : signed(share, 2)}</td>
      <td class="num">{weight}</td>
      <td class="num">{points === null ? MISSING : signed(points, isSum ? 1 : 2)}</td>
    </tr>
  );
}

const weighted = ({ share, weight }: WorkedInput) => (share === null ? null : share * weight);

/** The crowding model's steps after the table: the side, the size, and their product. */
function Product({ example, inputs }: { example: WorkedExample; inputs: ScoreInputs }) {
  const t = useWords();
  const [lean, build] = [leanOf(inputs), buildOf(inputs)];
  const isSide = ({ factor }: WorkedInput) => factor === 'funding' || factor === 'basis';
  const side = example.inputs.filter(isSide);
  const size = example.inputs.filter((input) => !isSide(input));
  const weightOf = (some: readonly WorkedInput[]) =>
    String(some.reduce((sum, { weight }) => sum + weight, 0));
  return (
    <>
      <p class="guide-sum">
        {t('guide_worked_lean', sumText(side), weightOf(side), signed(lean, 4))}
      </p>
      <p class="guide-sum">
        {t('guide_worked_build', sumText(size), weightOf(size), signed(build, 4))}
      </p>
      <p class="guide-sum">
        {t(
          'guide_worked_product',
          signed(lean, 4),
          `${build < 0 ? '−' : '+'} ${Math.abs(build).toFixed(4)}`,
          signed(example.totalTenths / 10, 1),
        )}
      </p>
    </>
  );
}

/** `+25.20 −6.40`, as the signs are pluses and minuses already. */
function sumText(inputs: readonly WorkedInput[]): string {
  return inputs.map((input) => signed(weighted(input) ?? 0, 2)).join(' ');
}
