import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { Hosts, HostsState, OptionsAccess } from './access';

/** What the browser lets us at, asked again whenever somebody gives or takes a permission, here or elsewhere. */
export function useHosts(access: OptionsAccess): HostsState {
  const [allowed, setAllowed] = useState<ReadonlyMap<Hosts, boolean>>(new Map());
  const read = useCallback(
    async (signal?: AbortSignal) => {
      const all = [...access.venues.map(({ hosts }) => hosts), access.tradingView];
      const answers = await Promise.all(all.map((hosts) => access.hosts.allows(hosts)));
      if (!signal?.aborted)
        setAllowed(new Map(all.map((hosts, i) => [hosts, answers[i] ?? false])));
    },
    [access],
  );
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    access.hosts.onChange(() => void read(signal), signal);
    void read(signal);
    return () => {
      leaving.abort();
    };
  }, [access, read]);
  return useMemo(
    () => ({
      allowed: (hosts) => allowed.get(hosts) ?? null,
      async ask(hosts) {
        const answer = await access.hosts.ask(hosts).catch(() => false);
        await read();
        return answer;
      },
      giveBack: (hosts) => void access.hosts.giveBack(hosts).catch(() => {}),
    }),
    [access, allowed, read],
  );
}
