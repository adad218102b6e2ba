/** `npm start`: the extension in a browser, on the embedded market (or the real exchanges), ready to be looked at. */
import { relative } from 'node:path';
import { program } from 'commander';
import { launchExtension } from '../e2e/harness/launch';
import type { Extension } from '../e2e/harness/extension';
import { startMarket } from '../market';
import { entryOf, table } from './board/rows';
import { ensureBuild, PROJECT_DIR } from './build';
import { runTool } from './command';
import { hasDisplay } from './display';
import { showProgress } from './progress';
import { takePictures } from './start/pictures';
import { rankedBoard } from './start/ranked-board';

const TOP = 15;
const TRADE_PAGE = 'https://www.binance.com/en/futures/';

const options = program
  .name('npm start --')
  .description('Opens a browser with the extension on the embedded market.')
  .option('--live', 'read the real exchanges')
  .option('--headless', 'no window: print the top of the board and save pictures')
  .parse()
  .opts<{ live?: true; headless?: true }>();

const headless = options.headless === true || !hasDisplay();
await runTool(run);

async function run(): Promise<void> {
  process.stderr.write('Building …\n');
  await ensureBuild('chrome');
  const market = options.live ? null : await startMarket();
  try {
    const extension = await launchExtension({
      market,
      headless,
      ...(headless && { colorScheme: 'dark' as const }),
    });
    try {
      await (headless ? show(extension) : explore(extension));
    } finally {
      await extension.close();
    }
  } finally {
    await market?.close();
  }
}

/** Takes pictures instead, on a machine without a display. */
async function show(extension: Extension): Promise<void> {
  process.stderr.write(
    'Collecting open interest of the most traded symbols, within a quarter of the limits …\n',
  );
  const rows = await rankedBoard(extension, showProgress('Ranked'));
  console.log(table(rows.slice(0, TOP).map(entryOf), 'classic'));
  const symbol = rows[0]?.perp.symbol ?? 'BTCUSDT';
  const files = await takePictures(extension, symbol, TRADE_PAGE + symbol);
  console.log(`\n${files.map((file) => relative(PROJECT_DIR, file)).join('\n')}`);
}

/** Leaves the browser open until the user closes it. */
async function explore(extension: Extension): Promise<void> {
  await extension.openTrade(`${TRADE_PAGE}BTCUSDT`);
  process.stderr.write(
    'The badge is on this page, the board behind the toolbar button. Close the browser to end.\n',
  );
  await new Promise((resolve) => extension.context.once('close', resolve));
}
