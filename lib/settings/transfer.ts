/** Settings as a file. Parsed strictly, unlike what is stored: one invalid field and the whole file is rejected. */
import { plain } from '../domain/foreign-text';
import * as z from '../schema';
import { HISTORY_DAYS, REFRESH_PERIOD_MINUTES } from './settings';
import * as field from './schema';
import { MIGRATIONS, migrated, versionAfter } from './migrations';
import type { Migration } from './migrations';
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

/** What is wrong, as a code that the page has a sentence for; `details` are its placeholders. */
export interface ImportError {
  /** The field, e.g. `thresholds.lean`; empty for the file as a whole. */
  path: string;
  problem: ImportProblem;
  details: string[];
}

export type ImportResult = { settings: Settings } | { errors: ImportError[] };

/** JSON with the format's name and version; this and every later version can import it. */
export function exportSettings(settings: Settings): string {
  const file = { format: SETTINGS_FORMAT, version: versionAfter(MIGRATIONS), settings };
  return `${JSON.stringify(file, null, 2)}\n`;
}

export function importSettings(
  text: string,
  migrations: readonly Migration[] = MIGRATIONS,
): ImportResult {
  if (text.length > MAX_FILE_LENGTH) return wholeFile('too_long');
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
  if (result.success) return { settings: field.parseSettings(result.data) };
  return { errors: result.error.issues.flatMap((issue) => errorsOf(issue)) };
}

/** Characters: a hundred times a real file. A larger one would slow every refresh and page once stored. */
const MAX_FILE_LENGTH = 1_000_000;
const MAX_WATCHLIST = 5_000;
const MAX_KEY_LENGTH = 250;

const fileSchema = z.object({
  format: z.literal(SETTINGS_FORMAT),
  version: z.int().check(z.gte(1)),
  settings: z.unknown(),
});

const wholeNumberField = ({ least, most }: { least: number; most: number }) =>
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
  refreshPeriodMinutes: wholeNumberField(REFRESH_PERIOD_MINUTES),
  fundingUnit: field.fundingUnitField,
  theme: field.themeField,
  palette: field.paletteField,
  badge: z.strictObject({
    enabled: z.boolean(),
    fromBand: field.levelField,
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
    .array(field.perpKeyField.check(z.refine((key) => key.length <= MAX_KEY_LENGTH)))
    .check(z.maxLength(MAX_WATCHLIST)),
  historyDays: wholeNumberField(HISTORY_DAYS),
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

/** Keys in a file are untrusted text. */
function fieldPath(...parts: readonly PropertyKey[]): string {
  return plain(parts.map(String).join('.'), 80);
}

function errorsOf(issue: z.core.$ZodIssue): ImportError[] {
  const path = fieldPath(...issue.path);
  const error = (problem: ImportProblem, ...details: string[]) => [{ path, problem, details }];
  if (issue.input === undefined) return error('missing');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: fieldPath(...issue.path, key),
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
