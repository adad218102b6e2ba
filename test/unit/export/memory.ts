/** Files that are written into memory, and what can go wrong with a disk. */
import type { Sink } from '../../../lib/export/encoders';
import type { Target } from '../../../lib/export/run-export';

export interface MemoryTarget extends Target {
  /** Complete files by name; aborted ones are missing. */
  files: Map<string, Uint8Array<ArrayBuffer>>;
  /** The largest write, bytes. */
  largestWrite: number;
  aborted: string[];
}

export function memoryTarget(onWrite: () => void = () => {}): MemoryTarget {
  const target: MemoryTarget = {
    files: new Map(),
    largestWrite: 0,
    aborted: [],
    open: (name) => Promise.resolve(sinkOf(target, name, onWrite)),
  };
  return target;
}

function sinkOf(target: MemoryTarget, name: string, onWrite: () => void): Sink {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  return {
    async write(bytes) {
      await Promise.resolve();
      onWrite();
      target.largestWrite = Math.max(target.largestWrite, bytes.length);
      parts.push(bytes.slice());
    },
    async close() {
      target.files.set(name, new Uint8Array(await new Blob(parts).arrayBuffer()));
    },
    async abort() {
      await Promise.resolve();
      target.aborted.push(name);
    },
  };
}

export function textOf(target: MemoryTarget, name: string): string {
  return new TextDecoder().decode(target.files.get(name));
}
