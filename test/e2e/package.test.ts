/** What ships is what is meant to ship, as the stores and the browser's own pages read it. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildDir, ensureBuild } from '../tools/build';

describe.each(['chrome', 'firefox'] as const)('the package for %s', (target) => {
  const manifest = async (): Promise<Record<string, unknown>> => {
    await ensureBuild(target);
    const text = await readFile(join(buildDir(target), 'manifest.json'), 'utf8');
    return JSON.parse(text) as Record<string, unknown>;
  };

  it('takes every word on screen from the messages', async () => {
    const { name, description, action } = await manifest();
    expect([name, description, (action as { default_title?: string }).default_title]).toEqual([
      '__MSG_extension_name__',
      '__MSG_extension_description__',
      '__MSG_extension_action__',
    ]);
  });

  it('asks for each host once', async () => {
    const { host_permissions: always, optional_host_permissions: optional } = await manifest();
    const hosts = [always, optional].flat();
    expect(hosts.length).toBeGreaterThan(10);
    expect(hosts.filter((host, index) => hosts.indexOf(host) !== index)).toEqual([]);
  });

  it('has no picture that nothing shows', async () => {
    const { icons } = await manifest();
    const files = await readdir(buildDir(target), { recursive: true });
    const pictures = files.filter((file) => /\.(png|svg|jpe?g|webp|gif|ico)$/i.test(file));
    expect(pictures.sort()).toEqual(Object.values(icons as Record<string, string>).sort());
  });
});
