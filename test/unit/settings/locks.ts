/** The Web Locks API, which Node lacks before 24: callbacks of one name run one after another. */
export function fakeLocks(): Pick<LockManager, 'request'> {
  const last = new Map<string, Promise<unknown>>();
  const request = (name: string, ...rest: unknown[]): Promise<unknown> => {
    const work = rest.at(-1) as (lock: unknown) => unknown;
    const next = (last.get(name) ?? Promise.resolve()).then(() => work({ name }));
    last.set(
      name,
      next.catch(() => undefined),
    );
    return next;
  };
  return { request };
}
