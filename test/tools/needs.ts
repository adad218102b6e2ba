/** How a suite says what it needs and this machine may lack: it is skipped then, and the summary says for want of what. */
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
