export interface Progress {
  update: (done: number, wanted: number) => void;
  end: () => void;
}

const WIDTH = 30;

/** A progress bar on standard error; nothing when that is no terminal, to keep logs readable. */
export function showProgress(title: string): Progress {
  const { stderr } = process;
  if (!stderr.isTTY) return { update: () => undefined, end: () => undefined };
  return {
    update(done, wanted) {
      const filled = wanted === 0 ? 0 : Math.round((WIDTH * done) / wanted);
      const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
      stderr.write(`\r${title} ${bar} ${done} of ${wanted}\u001b[K`);
    },
    end() {
      stderr.write('\r\u001b[K');
    },
  };
}
