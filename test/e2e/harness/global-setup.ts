/** Once per e2e run: finds a browser, and builds the current sources. */
import { ensureBuild } from '../../tools/build';
import { findChromium } from '../../tools/find-chromium';

export default async function setup(): Promise<void> {
  const browser = await findChromium();
  process.env['CHROMIUM_PATH'] = browser.path;
  await ensureBuild('chrome');
}
