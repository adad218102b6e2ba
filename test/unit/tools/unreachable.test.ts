import { expect, it } from 'vitest';
import { liveSource } from '../../tools/board/sources';
import { adviceOn } from '../../tools/unreachable';

it('reports a connection that fails at once, and of no other end', async () => {
  const heard: string[] = [];
  const { fetch } = liveSource((host) => heard.push(host));
  await expect(fetch('http://127.0.0.1:1/x', {})).rejects.toThrow('fetch failed');
  expect(heard).toEqual(['127.0.0.1:1']);
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(fetch('http://127.0.0.1:1/x', { signal })).rejects.toThrow('enough');
  expect(heard).toHaveLength(1);
});

it('says what can be done where waiting does not help', () => {
  expect(adviceOn({ kind: 'offline' }, 'Binance', 'Try X.')).toMatch(
    /^Binance .*online.* Try X\.$/,
  );
  expect(adviceOn({ kind: 'region' }, 'Binance', 'Try X.')).toMatch(/your country\. Try X\.$/);
  expect(adviceOn({ kind: 'server' }, 'Binance', 'Try X.')).toBe('');
});
