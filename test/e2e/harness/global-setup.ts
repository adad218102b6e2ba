/** Once for the whole e2e run: a browser is there, and the build is of these sources. */
import { ensureBuild } from '../../tools/build';
import { findChromium } from '../../tools/find-chromium';

export default async function setup(): Promise<void> {
  const browser = await findChromium();
  process.env['CHROMIUM_PATH'] = browser.path;
  await ensureBuild('chrome');
}
