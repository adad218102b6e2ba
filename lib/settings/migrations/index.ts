/**
 * Every change of the settings' shape, oldest first: one numbered file each (`v2.ts`, `v3.ts` …), listed here.
 * A migration never throws, whatever it gets, and is idempotent, because settings that failed to migrate are stored again
 * under the newest version. test/unit/settings/migrations.test.ts tests both.
 */
export interface Migration {
  /** The version that it makes from the one before. */
  to: number;
  migrate: (settings: unknown) => unknown;
}

export const MIGRATIONS: readonly Migration[] = [];

/** The version the chain ends at; settings begin at 1. */
export function versionAfter(migrations: readonly Migration[]): number {
  return migrations.length + 1;
}

/** `settings` of version `from`, brought to the newest version. */
export function migrated(
  settings: unknown,
  from: number,
  migrations: readonly Migration[],
): unknown {
  return migrations
    .filter(({ to }) => to > from)
    .reduce((value, { migrate }) => migrate(value), settings);
}
