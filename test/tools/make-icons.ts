/** Draws public/icons/*.png from the SVGs in test/tools/icons, which do not ship: a plainer drawing for the toolbar, the full one for larger places. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { PROJECT_DIR } from './build';
import { findChromium } from './find-chromium';

const ICONS = [
  { size: 16, drawing: 'icon-small.svg' },
  { size: 32, drawing: 'icon-small.svg' },
  { size: 48, drawing: 'icon.svg' },
  { size: 128, drawing: 'icon.svg' },
];

const folder = join(PROJECT_DIR, 'public/icons');
const browser = await chromium.launch({
  executablePath: (await findChromium()).path,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const page = await browser.newPage();
for (const { size, drawing } of ICONS) {
  const svg = await readFile(join(PROJECT_DIR, 'test/tools/icons', drawing), 'utf8');
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body { margin: 0 } svg { display: block; width: ${size}px; height: ${size}px }</style>${svg}`,
  );
  await writeFile(join(folder, `${size}.png`), await page.screenshot({ omitBackground: true }));
}
await browser.close();
