import type { RestoreProblem } from '../domain/jobs';

export type BackupProblem = RestoreProblem;

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
