/**
 * What each surface says of a reading, read off its elements, texts and files. A surface that is added gets its function
 * here, and its name in same-number.test.tsx. Alerts (there are none yet) belong here with the text of their notification.
 */
import { BANDS } from '../../../../lib/domain/band';
import { LEVELS } from '../../../../lib/domain/level';
import { mountBadge } from '../../../../components/badge/badge';
import { mountStaticBadge } from '../../../../components/badge/static-badge';
import type { Words } from '../../../../components/ui/words';
import type { BadgeView } from '../../../../lib/messages/protocol';
import type { RankedRow } from '../../../../lib/board/rows';
import type { JsonRow } from '../../../tools/board/rows';
import { INPUT_NAMES } from '../../../../lib/domain/inputs';
import { english } from '../board/page';
import { FACTORS } from './expected';
import type { Facts, InputId, Model, Unit } from './rounding';
import { billionth, exact, fundingText, MODELS, shortest, valueText } from './rounding';

/** The element's text; throws without the element, so that nothing passes by being absent. */
function textIn(root: ParentNode, selector: string): string {
  return find(root, selector).textContent.trim();
}

export function find(root: ParentNode, selector: string): Element {
  const element = root.querySelector(selector);
  if (element === null) throw new Error(`no ${selector} in ${root.textContent ?? ''}`);
  return element;
}

const BAND_WORDS = BANDS.map((band) => english(`band_${band}`));

/** The band's word that a sentence begins with. */
function bandAtStart(text: string): string {
  return BAND_WORDS.find((word) => text.startsWith(word)) ?? text;
}

function bandOfClass(element: Element): string {
  const band = BANDS.find((one) => element.classList.contains(`band-${one}`));
  return band === undefined ? element.className : english(`band_${band}`);
}

function levelOfClass(element: Element): string {
  return LEVELS.find((level) => element.classList.contains(`level-${level}`)) ?? element.className;
}

/** A number that is drawn with its bar: what it covers, and what it could become. */
function numberFacts(root: ParentNode, model: Model): Facts {
  const title = find(root, '.score-figures').getAttribute('title') ?? '100';
  return {
    [`${model}.score`]: textIn(root, '.score-number'),
    [`${model}.coverage`]: /\d+/.exec(title)?.[0] ?? title,
    [`${model}.range`]: rangeIn(root),
  };
}

/** Empty where the score is certain. */
function rangeIn(root: ParentNode): string {
  return root.querySelector('.score-range [aria-hidden]')?.textContent ?? '';
}

/** What the other model says, where it says something else. */
function otherIn(texts: readonly string[], model: Model): string {
  const name = english(`model_${model === 'classic' ? 'crowding' : 'classic'}`);
  const beginning = english('model_says', name, '|').split('|')[0] ?? name;
  return texts.find((text) => text.startsWith(beginning)) ?? '';
}

/** The unit of a row's figure is in the column's header. */
function withUnit(text: string): string {
  return text === '–' ? text : text.replace(/^[^/]+/, '$& %');
}

/** A row of the popup. */
export function rowFacts(row: Element, model: Model): Facts {
  const facts: Record<string, string> = {
    rank: textIn(row, '.c-rank'),
    ...numberFacts(row, model),
    [`${model}.sideOrLeaning`]: textIn(row, '.c-side .word'),
    [`${model}.arrow`]: textIn(row, '.c-side .arrow'),
    [`${model}.band`]: bandOfClass(row),
    [`${model}.levelClass`]: levelOfClass(row),
    [`${model}.regime`]: find(row, '.c-regime').getAttribute('title') ?? '',
    [`${model}.regimeShort`]: find(row, '.c-regime .word').firstChild?.textContent ?? '',
    [`${model}.other`]: row.querySelector('.other-reading')?.getAttribute('title') ?? '',
  };
  for (const factor of FACTORS) facts[`value.${factor}`] = withUnit(textIn(row, `.c-${factor}`));
  return facts;
}

/** The reasons, under a row or in the detail view. */
export function reasonFacts(why: Element, models: readonly [chosen: Model, other: Model]): Facts {
  const [chosen] = models;
  const facts: Record<string, string> = {
    [`${chosen}.regime`]: textIn(why, '.why-regime'),
    [`${chosen}.band`]: bandAtStart(textIn(why, '.why-band')),
    [`${chosen}.other`]: why.querySelector('.why-other')?.firstChild?.textContent?.trim() ?? '',
  };
  const inputs = [...why.querySelectorAll('.reasons tbody tr')];
  for (const tr of inputs) {
    const id = idOfLabel(textIn(tr, 'th'));
    facts[`value.${id}`] = textIn(tr, 'td.num');
    models.forEach((model, index) => {
      const points = tr.querySelectorAll('td.points')[index]?.querySelector('.num')?.textContent;
      if (points !== undefined) facts[`${model}.points.${id}`] = points;
    });
  }
  const [total = why] = [...why.querySelectorAll('.reasons tfoot tr')];
  models.forEach((model, index) => {
    const cell = total.querySelectorAll('td.points')[index] ?? total;
    facts[`${model}.points.sum`] = textIn(cell, '.num');
    facts[`${model}.score`] = textIn(cell, '.points-score b');
    facts[`${model}.sideOrLeaning`] = textIn(cell, '.word');
    facts[`${model}.arrow`] = textIn(cell, '.arrow');
    facts[`${model}.range`] = rangeIn(cell);
  });
  const missing = why.querySelector('.why-missing')?.textContent ?? '100';
  facts[`${chosen}.coverage`] = /\d+/.exec(missing)?.[0] ?? missing;
  for (const fact of why.querySelectorAll('.facts > div')) {
    const id = idOfLabel(textIn(fact, 'dt'));
    if (id !== '') facts[`value.${id}`] = textIn(fact, 'dd');
  }
  return facts;
}

const LABELS = new Map(
  (
    [...FACTORS, ...(['price1h', 'price4h', 'price24h', 'oiTurnover'] as const)] satisfies InputId[]
  ).map((id) => [english(`input_${id}`), id]),
);

/** Empty for figures that are no inputs. */
function idOfLabel(label: string): InputId | '' {
  return LABELS.get(label) ?? '';
}

/** The head of the detail view. */
export function headFacts(head: Element, model: Model): Facts {
  const band = head.querySelector('.detail-band');
  const side = head.querySelector('.c-side');
  return {
    ...numberFacts(head, model),
    // A leaning is in the band's words.
    ...(side !== null && { [`${model}.sideOrLeaning`]: textIn(side, '.word') }),
    ...(band !== null && {
      [`${model}.level`]: band.textContent,
      [`${model}.levelClass`]: levelOfClass(band),
    }),
  };
}

/** What was recorded of the newest refresh, as the charts say it: 32 bits, printed by the rule of the screens. */
export function chartFacts(detail: Element, model: Model): Facts {
  const said = find(detail, '[role="slider"]').getAttribute('aria-valuetext') ?? '';
  const after = (label: string) => said.split(`${label} `)[1]?.split(',')[0] ?? said;
  return {
    [`${model}.signed`]: after(english('detail_chart_score')),
    'value.funding': after(english('input_funding')),
    'value.basis': after(english('input_basis')),
  };
}

/** A row's state as the page has it, for what no element states. */
export function stateFacts({ score, rank }: RankedRow): Facts {
  const { model, regime, raw } = score;
  return {
    rank: rank === null ? '–' : String(rank),
    [`${model}.regimeId`]: regime,
    [`exact.${model}.raw`]: billionth(raw),
  };
}

/** The badge on a trading page as it was before and after the first interaction; both have the same pill. */
export function badgeFacts(view: BadgeView): Readonly<Record<string, Facts>> {
  const root = document.createElement('div');
  document.body.append(root);
  const parts = {
    root,
    words: english,
    onChange: () => undefined,
    onGuide: () => undefined,
    steadySinceMs: () => -1e9,
  };
  const content = { view, corner: 'bottom-left' } as const;
  // As the first script reads them: those that come with the view first.
  const words: Words = (key, ...substitutions) =>
    view.words[key]?.replace('$1', substitutions[0] ?? '') ?? english(key, ...substitutions);
  const still = mountStaticBadge({ ...parts, words }, content);
  const pill = pillFacts(root, view);
  still.unmount();
  const badge = mountBadge(parts, content);
  const reached = pillFacts(root, view);
  (find(root, '.pill') as HTMLElement).click();
  badge.update(content);
  const panel = panelFacts(find(root, '.panel'), view);
  badge.unmount();
  root.remove();
  return { pill, 'pill after a press': reached, panel };
}

function pillFacts(root: Element, { model }: BadgeView): Facts {
  const arrow = root.querySelector('.pill .arrow')?.textContent ?? '';
  const headline = textIn(root, '.pill .side').replace(arrow, '');
  const spoken = find(root, '.pill').getAttribute('aria-label') ?? '';
  const score = textIn(root, '.pill .score');
  const [, about = spoken] = spoken.split(english('badge_spoken', '|').split('|')[0] ?? '');
  const isVisible = spoken.startsWith(`${score} ${headline}`);
  return {
    [`${model}.score`]: score,
    [`${model}.headline`]: headline,
    // No side has no arrow on the badge, and a squeeze a mark of its own, where the popup has a dot.
    ...(/[▲▼]/.test(arrow) && { [`${model}.arrow`]: arrow }),
    [`${model}.spoken`]: isVisible ? `${score} ${headline}` : spoken,
    [`${model}.level`]: about.split('. ')[0] ?? '',
    [`${model}.levelClass`]: levelOfClass(find(root, '.badge')),
  };
}

function panelFacts(panel: Element, view: BadgeView): Facts {
  const { model, regime } = view;
  const texts = [...panel.querySelectorAll('p')].map(({ textContent }) => textContent);
  const [known = ''] = english('badge_partial', '|').split('|');
  const partial = texts.find((text) => text.startsWith(known)) ?? '';
  const facts: Record<string, string> = {
    [`${model}.level`]: textIn(panel, '.level-word'),
    [`${model}.regime`]: texts[1] ?? '',
    [`${model}.regimeId`]: regime,
    [`${model}.coverage`]: /\d+/.exec(partial)?.[0] ?? '100',
    // After `72 of 100`.
    [`${model}.range`]: (partial.match(/\d+/g) ?? []).slice(2).join('–'),
    [`${model}.other`]: otherIn(texts, model),
    [`${model}.points.sum`]: textIn(panel, 'tfoot td'),
  };
  for (const tr of panel.querySelectorAll('tbody tr')) {
    const id = idOfLabel(textIn(tr, 'th'));
    const cells = [...tr.querySelectorAll('td')].map(({ textContent }) => textContent);
    facts[`value.${id}`] = cells[0] ?? '';
    facts[`${model}.points.${id}`] = cells[2] ?? '';
  }
  return facts;
}

/** A row of a board's export, from any format: text, numbers, or 32-bit numbers. */
export function fileFacts(row: FileRow, unit: Unit): Facts {
  const facts: Record<string, string> = { ...valuesIn(row, unit) };
  for (const name of INPUT_NAMES) facts[`exact.${name}`] = exact(figureIn(row, name));
  for (const model of MODELS) {
    // A score of nothing is missing in files, where screens show 0.
    if (figureIn(row, `${model}Coverage`) === 0) continue;
    facts[`exact.${model}.raw`] = billionth(figureIn(row, `${model}Raw`));
    facts[`${model}.side`] = wordOf('bias', row[`${model}Side`]);
    facts[`${model}.band`] = wordOf('band', row[`${model}Band`]);
    facts[`${model}.regimeId`] = String(row[`${model}Regime`]);
  }
  return facts;
}

/** A row of the history's export: as it was recorded, with 32 bits. */
export function recordedFacts(row: FileRow, unit: Unit): Facts {
  const facts: Record<string, string> = { ...valuesIn(row, unit) };
  for (const model of MODELS) {
    facts[`recorded.${model}`] = exact(measuredIn(row, `${model}Recorded`));
  }
  return facts;
}

export type FileRow = Readonly<Record<string, unknown>>;

function figureIn(row: FileRow, name: string): number | null {
  const value = row[name] ?? '';
  return value === '' ? null : Number(value);
}

function measuredIn(row: FileRow, name: string): number | null {
  const value = figureIn(row, name);
  return value === null ? null : shortest(value);
}

/** What both exports have. */
function valuesIn(row: FileRow, unit: Unit): Facts {
  const rate = measuredIn(row, 'fundingRate');
  const periodHours = figureIn(row, 'fundingPeriodHours');
  const facts: Record<string, string> = {
    'value.funding': fundingText({ rate, periodHours, per8h: figureIn(row, 'funding8hPct') }, unit),
    'measured.rate': exact(rate),
    'measured.period': exact(periodHours),
    'measured.coins': exact(measuredIn(row, 'openInterestCoins')),
    'measured.mark': exact(measuredIn(row, 'markPrice')),
  };
  for (const id of LABELS.values()) {
    const name = id === 'oiTurnover' ? id : `${id}Pct`;
    if (id !== 'funding') facts[`value.${id}`] = valueText(id, figureIn(row, name));
  }
  for (const model of MODELS) {
    const coverage = figureIn(row, `${model}Coverage`);
    facts[`${model}.coverage`] = String(coverage);
    if (coverage !== 0) facts[`${model}.score`] = String(figureIn(row, `${model}Score`));
  }
  return facts;
}

/** The English word of an id. */
function wordOf(kind: 'bias' | 'band', id: unknown): string {
  const ids: Readonly<Record<string, string>> = {
    LONG: english('bias_LONG'),
    SHORT: english('bias_SHORT'),
    NEUTRAL: english('bias_NEUTRAL'),
    ...Object.fromEntries(BANDS.map((band) => [band, english(`band_${band}`)])),
  };
  return ids[String(id)] ?? `no ${kind} ${String(id)}`;
}

/** What a row of all exchanges together says of each of them. */
export function partsIn(why: Element): { funding: string; basis: string }[] {
  return [...why.querySelectorAll('.parts tbody tr')].map((tr) => {
    const [funding = '', basis = ''] = [...tr.querySelectorAll('td')].map((td) => td.textContent);
    return { funding, basis };
  });
}

/** A row of `npm run board -- --json`. */
export function jsonRowFacts(row: JsonRow): Facts {
  const { model, inputs, contributions } = row;
  const facts: Record<string, string> = {
    [`${model}.score`]: String(row.score),
    [`${model}.side`]: wordOf('bias', row.bias),
    [`${model}.bandByDefault`]: wordOf('band', row.band),
    [`${model}.regimeId`]: row.regime,
    [`${model}.regimeLabel`]: row.regimeLabel,
    [`${model}.coverage`]: String(row.coverage),
  };
  for (const [name, value] of Object.entries(inputs)) facts[`exact.${name}`] = exact(value);
  for (const factor of FACTORS) {
    facts[`exact.${model}.${factor}`] = billionth(contributions[factor]);
  }
  return facts;
}

/** The lines of `npm run board`'s table by venue and symbol. */
export function tableFacts(table: string, model: Model): ReadonlyMap<string, Facts> {
  const [head = [], ...lines] = table.split('\n').map((line) => line.trim().split(/ {2,}/));
  return new Map(
    lines.map((cells) => {
      // The only cell that can be empty.
      if (cells.length < head.length) cells.splice(head.indexOf('could be'), 0, '');
      const cell = (title: string) => cells[head.indexOf(title)] ?? `no ${title} in ${head.join()}`;
      return [
        `${cell('venue')}:${cell('symbol')}`,
        {
          rank: cell('#'),
          [`${model}.score`]: cell('score'),
          [`${model}.side`]: wordOf('bias', cell('bias')),
          [`${model}.range`]: cell('could be'),
          [`${model}.bandByDefault`]: wordOf('band', cell('band').replace(', leaning', '')),
          [`${model}.coverage`]: cell('coverage'),
          [`${model}.regime`]: cell('regime'),
          [`${model}.fundingRead`]: cell('funding'),
          'value.oi1h': cell('OI 1h'),
          'value.oi4h': cell('OI 4h'),
          'value.oi24h': cell('OI 24h'),
          'value.basis': cell('basis'),
        },
      ];
    }),
  );
}

/** The popup's counters by their names. */
export function countersIn(root: ParentNode): Record<string, string> {
  const counters = [...root.querySelectorAll('.counter')];
  return Object.fromEntries(counters.map((each) => [textIn(each, 'dt'), textIn(each, 'dd')]));
}
