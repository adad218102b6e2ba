/** What a suite requires of the machine: without it the suite is skipped, and the summary states the reason. */
import type { SuiteOptions } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** As in "tests that need …". */
    needs?: string;
  }
}

export function needs(what: string, isThere: boolean): SuiteOptions {
  return { skip: !isThere, meta: { needs: what } };
}
