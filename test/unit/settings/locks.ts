/** The browser's locks, of which Node has none before 24: work of one name, one after the other. */
export function fakeLocks(): Pick<LockManager, 'request'> {
  const last = new Map<string, Promise<unknown>>();
  const request = (name: string, work: () => unknown): Promise<unknown> => {
    const next = (last.get(name) ?? Promise.resolve()).then(work);
    last.set(
      name,
      next.catch(() => undefined),
    );
    return next;
  };
  return { request: request as LockManager['request'] };
}
