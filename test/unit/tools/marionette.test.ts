import { expect, it } from 'vitest';
import { splitPackets } from '../../e2e/harness/firefox/marionette';

const packet = (value: unknown): Buffer => {
  const text = JSON.stringify(value);
  return Buffer.from(`${Buffer.byteLength(text)}:${text}`);
};

it('cuts a stream into packets at any boundary, counting bytes and not letters', () => {
  const values = [{ greeting: '你好' }, [1, 1, null, { value: 'a:1' }], [1, 2, null, 3]];
  const stream = Buffer.concat(values.map(packet));
  for (let cut = 0; cut <= stream.length; cut++) {
    const first = splitPackets(stream.subarray(0, cut));
    const second = splitPackets(Buffer.concat([first.rest, stream.subarray(cut)]));
    expect([...first.packets, ...second.packets]).toEqual(values);
    expect(second.rest).toHaveLength(0);
  }
});
