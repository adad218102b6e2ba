export type BackupProblem =
  /** Not a backup of this extension. */
  | 'not_backup'
  /** Made by a newer version. */
  | 'newer'
  /** It ends too early. */
  | 'cut_short'
  /** Bytes are not what was written. */
  | 'damaged'
  /** Whole, but with settings that can't be. */
  | 'settings'
  /** Whole, but with a record that can't be. */
  | 'record'
  /** It was fine, and there is no room for it. */
  | 'no_room';

/** Why a file is not restored, as a code that the page has words for; `details` fill them. */
export class BackupError extends Error {
  override name = 'BackupError';

  constructor(
    readonly problem: BackupProblem,
    readonly details: readonly string[] = [],
  ) {
    super([problem, ...details].join(': '));
  }
}
