/** Settings as a file. Reading one is strict, unlike reading the storage: all of it is right, or none is taken. */
import { plain } from '../domain/foreign-text';
import * as z from '../schema';
import * as field from './fields';
import { MIGRATIONS, migrated, versionAfter } from './migrations';
import type { Migration } from './migrations';
import { parseSettings } from './schema';
import type { Settings } from './settings';

export const SETTINGS_FORMAT = 'derivatives-pressure-score/settings';

export type ImportProblem =
  | 'not_json'
  | 'too_long'
  | 'format'
  | 'newer'
  | 'missing'
  | 'unknown'
  | 'type'
  | 'choice'
  | 'empty'
  | 'too_small'
  | 'too_big'
  | 'order'
  | 'malformed';

/** What is wrong, as a code the page has words for; `details` fill them. */
export interface ImportError {
  /** The field, e.g. `thresholds.lean`; empty when it is the file as a whole. */
  path: string;
  problem: ImportProblem;
  details: string[];
}

export type ImportResult = { settings: Settings } | { errors: ImportError[] };

/** JSON with the format's name and version, to be read again by this or any later version. */
export function exportSettings(settings: Settings): string {
  const file = { format: SETTINGS_FORMAT, version: versionAfter(MIGRATIONS), settings };
  return `${JSON.stringify(file, null, 2)}\n`;
}

export function importSettings(
  text: string,
  migrations: readonly Migration[] = MIGRATIONS,
): ImportResult {
  if (text.length > LONGEST_FILE) return wholeFile('too_long');
  const json = parseJson(text);
  if (json === undefined) return wholeFile('not_json');
  const file = fileSchema.safeParse(json);
  if (!file.success) return wholeFile('format');
  const newest = versionAfter(migrations);
  if (file.data.version > newest) return wholeFile('newer');
  const result = settingsSchema.safeParse(
    migrated(file.data.settings, file.data.version, migrations),
    { reportInput: true },
  );
  if (result.success) return { settings: parseSettings(result.data) };
  return { errors: result.error.issues.flatMap((issue) => errorsOf(issue)) };
}

/** Characters. A hundred times what anybody has; more would be stored, and then be in the way of every refresh and page. */
const LONGEST_FILE = 1_000_000;
const MOST_WATCHED = 5_000;
const LONGEST_KEY = 250;

const fileSchema = z.object({
  format: z.literal(SETTINGS_FORMAT),
  version: z.int().check(z.gte(1)),
  settings: z.unknown(),
});

const wholeWithin = ({ least, most }: { least: number; most: number }) =>
  z.int().check(z.gte(least), z.lte(most));

const settingsSchema: z.ZodMiniType<Settings> = z.strictObject({
  thresholds: field.thresholdsField,
  model: field.modelField,
  venues: z.record(field.venueIdField, z.boolean()),
  universe: z.strictObject({
    quoteAssets: z.array(field.quoteAssetField).check(z.minLength(1)),
    tokenised: z.boolean(),
    builderMarkets: z.exactOptional(z.literal(true)),
  }),
  view: field.viewField,
  refreshPeriodMinutes: wholeWithin(field.REFRESH_PERIOD_MINUTES),
  fundingUnit: field.fundingUnitField,
  theme: field.themeField,
  palette: field.paletteField,
  badge: z.strictObject({
    enabled: z.boolean(),
    fromBand: field.bandField,
    tradingView: z.boolean(),
    sites: z.record(
      field.siteField,
      z.strictObject({
        position: field.positionField,
        collapsed: z.boolean(),
        hidden: z.boolean(),
      }),
    ),
  }),
  toolbarFromBand: field.toolbarField,
  watchlist: z
    .array(field.perpKeyField.check(z.refine((key) => key.length <= LONGEST_KEY)))
    .check(z.maxLength(MOST_WATCHED)),
  historyDays: wholeWithin(field.HISTORY_DAYS),
});

function wholeFile(problem: ImportProblem): ImportResult {
  return { errors: [{ path: '', problem, details: [] }] };
}

/** Undefined when the text is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Names in a file are whatever somebody wrote there. */
function pathOf(...parts: readonly PropertyKey[]): string {
  return plain(parts.map(String).join('.'), 80);
}

function errorsOf(issue: z.core.$ZodIssue): ImportError[] {
  const path = pathOf(...issue.path);
  const error = (problem: ImportProblem, ...details: string[]) => [{ path, problem, details }];
  if (issue.input === undefined) return error('missing');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: pathOf(...issue.path, key),
        problem: 'unknown',
        details: [],
      }));
    case 'invalid_type':
      return error('type', issue.expected);
    case 'invalid_value':
      return error('choice', issue.values.map(String).join(', '));
    case 'too_small':
      return issue.origin === 'array' ? error('empty') : error('too_small', String(issue.minimum));
    case 'too_big':
      return error('too_big', String(issue.maximum));
    case 'custom':
      return issue.message === field.OUT_OF_ORDER ? error('order') : error('malformed');
    case 'invalid_format':
    case 'not_multiple_of':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
      return error('malformed');
  }
}
