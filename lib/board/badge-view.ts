/** What a page's badge receives: one symbol's score and the user's rules for that site. Pure. */
import { bandOf } from '../domain/band';
import type { BoardRow, VenueBoard } from '../domain/board';
import { staleAfterMs } from '../domain/board';
import { modelsDiffer, regimePhrase } from '../domain/headline';
import { inputText } from '../domain/input-text';
import { isLevelAtLeast, levelOf } from '../domain/level';
import type { BadgeView, Reason } from '../messages/protocol';
import { otherModel } from '../domain/score';
import { MODELS, scoreAll } from '../scoring/score';
import type { Settings } from '../settings/settings';
import { measuredAtMs, shownValue } from './columns';
import { roundedContributions } from './rounded-contributions';
import type { ViewedPair } from '../venues/pages-contract';
import { perpetualOf } from './assets';

export interface BadgeCircumstances {
  /** The pair as the page shows it; its symbol may lack the perpetual's prefix. */
  pair: ViewedPair;
  venueName: string;
  /** Host of the page. */
  site: string;
  hiddenInTab: boolean;
  /** The venue's clock minus this machine's, ms. */
  clockSkewMs: number;
  settings: Settings;
}

export function badgeView(
  row: BoardRow,
  circumstances: BadgeCircumstances,
): Omit<BadgeView, 'words'> {
  const { pair, settings, clockSkewMs } = circumstances;
  const score = row.scores[settings.model];
  const band = bandOf(score.score, settings.thresholds);
  const level = levelOf(band, score.regime);
  const placement = settings.badge.sites[circumstances.site];
  const rounded = roundedContributions(score);
  const reasons = MODELS[settings.model].factors.map((rule): Reason => {
    const venueTimeMs = measuredAtMs(row, rule.factor);
    const tenths = rounded.parts[rule.factor];
    const points = tenths === null ? null : tenths / 10;
    return {
      factor: rule.factor,
      value: inputText(shownValue(row, rule.factor, settings.fundingUnit), rule.factor),
      points,
      weight: Math.max(rule.weight, Math.abs(points ?? 0)),
      atMs: points === null || venueTimeMs === null ? null : venueTimeMs - clockSkewMs,
    };
  });
  const times = reasons.map(({ atMs }) => atMs).filter((atMs) => atMs !== null);
  return {
    pair,
    venueName: circumstances.venueName,
    score: score.score,
    low: score.low,
    high: score.high,
    bias: score.bias,
    band,
    level,
    regime: score.regime,
    phrase: regimePhrase(score, row.inputs),
    other: modelsDiffer(score, row.scores[otherModel(settings.model)], settings.thresholds),
    coverage: score.coverage,
    ranked: score.ranked,
    model: score.model,
    reasons,
    asOfMs: times.length === 0 ? 0 : Math.min(...times),
    staleAfterMs: staleAfterMs(settings.refreshPeriodMinutes),
    visible:
      settings.badge.enabled &&
      !circumstances.hiddenInTab &&
      placement?.hidden !== true &&
      score.coverage > 0 &&
      isLevelAtLeast(level, settings.badge.fromBand),
    collapsed: placement?.collapsed ?? false,
    position: placement?.position ?? null,
    theme: settings.theme,
    palette: settings.palette,
  };
}

/** The scored row of the pair's perpetual, or null. Only symbols that the venue lists are accepted. */
export function findRow(boards: readonly VenueBoard[], pair: ViewedPair): BoardRow | null {
  const board = boards.find(({ venue }) => venue === pair.venue);
  if (board === undefined) return null;
  const perp = perpetualOf(
    pair,
    board.perpStates.map((perpState) => perpState.perp),
  );
  const perpState = perp && board.perpStates.find((each) => each.perp === perp);
  return perpState
    ? { ...perpState, venue: board.venue, scores: scoreAll(perpState.inputs) }
    : null;
}
