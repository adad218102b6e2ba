import type { Band } from '../domain/band';
import type { StoredBoards } from '../domain/board';
import type { OtherReading, RegimePhrase } from '../domain/headline';
import type { HistoryTrouble } from '../domain/history-trouble';
import type { InputText } from '../domain/input-text';
import type { Factor } from '../domain/inputs';
import type { Level } from '../domain/level';
import type { Bias, ModelId, RegimeId } from '../domain/score';
import type { RefreshAnswer } from '../domain/venue-status';
import type { ViewedPair } from '../venues/pages-contract';

/** One reason behind a score: an input's value, its signed points, and when it was measured. */
export interface Reason {
  factor: Factor;
  /** In print, with its unit, as the user chose to read it: the badge carries no registry of inputs. */
  value: InputText;
  /** As printed, in tenths: they add up to a number that rounds to the score. */
  points: number | null;
  /** Full points of the input, so that bars share one scale. */
  weight: number;
  /** On this machine's clock, ms; null when missing. */
  atMs: number | null;
}

/** What a badge receives: one symbol's score, and how to show it. */
export interface BadgeView {
  pair: ViewedPair;
  venueName: string;
  score: number;
  /** The least and the most that a partial score can still become; else the score. */
  low: number;
  high: number;
  bias: Bias;
  band: Band;
  level: Level;
  regime: RegimeId;
  phrase: RegimePhrase;
  /** What the other model says where it differs by a band or more; else null. */
  other: OtherReading | null;
  coverage: number;
  ranked: boolean;
  model: ModelId;
  reasons: Reason[];
  /** The oldest of the values behind the score, on this machine's clock, ms. */
  asOfMs: number;
  staleAfterMs: number;
  /** False when the user's rules hide it here; the badge then renders nothing but keeps listening. */
  visible: boolean;
  collapsed: boolean;
  position: { x: number; y: number } | null;
  /** The pill's messages by key, with `$1`, `$2` … for substitutions: the first `i18n` call on a page waits for another process. */
  words: Readonly<Partial<Record<string, string>>>;
  theme: 'system' | 'light' | 'dark';
  palette: 'safe' | 'classic';
}

export type BadgeChange =
  | { kind: 'move'; position: { x: number; y: number } }
  | { kind: 'collapse'; collapsed: boolean }
  /** Of the whole extension, as in the options. */
  | { kind: 'model'; model: ModelId }
  /** `show` undoes a `hide`. */
  | { kind: 'hide' | 'show'; where: HidingPlace };

export type HidingPlace = 'tab' | 'site' | 'everywhere';

/** Every message between the worker, the pages and the badge. Each answer is awaited by its sender. */
export interface ProtocolMap {
  /** Badge → worker: this tab now shows `pair` (null: none). Answers what to show; null when the venue does not list it. */
  viewPair(pair: ViewedPair | null): BadgeView | null;
  /** Badge → worker: the user moved, collapsed or hid the badge, or chose another model. */
  changeBadge(change: BadgeChange): void;
  /** Badge → worker: the user's first interaction with the badge; answers once its second script is in the page. */
  loadSecondScript(request: null): void;
  /** Badge → worker: open the page on how to read the score in a new tab. */
  openGuide(request: null): void;
  /** Worker → badge: `pair` has a new score or new rules; a null view: the venue does not list it. */
  badgeChanged(change: { pair: ViewedPair; view: BadgeView | null }): void;
  /** Page → worker: the boards, where the browser gives the page no database. */
  readBoards(request: null): StoredBoards;
  /** Options → worker: replace a history that cannot be opened. Answers what is wrong then; null: a new one has begun. */
  restartHistory(request: null): HistoryTrouble | null;
  /**
   * Popup → worker: refresh what is due (`force`: all, now; `warned`: even if the venue asked us to wait). With `force`
   * answers each venue's outcome as soon as all are known; else an empty list at once.
   */
  refresh(request: { force: boolean; warned?: boolean }): RefreshAnswer[];
}
