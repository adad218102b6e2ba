/** `npm run market -- --port P`: the embedded market on loopback, until interrupted. */
import { program } from 'commander';
import { startMarket } from '../market';
import { moment, numberFrom0, port, wholeNumber } from './arguments';
import { runTool } from './command';

const options = program
  .name('npm run market --')
  .description('Serves the embedded market at http://127.0.0.1:P/<real host>/<real path>.')
  .option('--port <p>', 'HTTP port', port, 8080)
  .option('--https-port <p>', 'HTTPS port, by host name; any free one when absent', port, 0)
  .option('--seed <n>', 'another world', wholeNumber(0, Number.MAX_SAFE_INTEGER))
  .option('--at <time>', 'when it begins, e.g. 2026-03-02T12:00Z', moment)
  .option('--frozen', 'its clock stands still until it is told otherwise')
  .option('--speed <n>', 'pace of its clock', numberFrom0, 1)
  .option('--latency <ms>', 'before each answer', numberFrom0, 0)
  .parse()
  .opts<{
    port: number;
    httpsPort: number;
    seed?: number;
    at?: number;
    frozen?: true;
    speed: number;
    latency: number;
  }>();

await runTool(async () => {
  const market = await startMarket({
    httpPort: options.port,
    httpsPort: options.httpsPort,
    latencyMs: options.latency,
    speed: options.frozen ? 0 : options.speed,
    ...(options.seed !== undefined && { seed: options.seed }),
    ...(options.at !== undefined && { atMs: options.at }),
  });
  const address = `http://127.0.0.1:${market.httpPort}`;
  console.log(`The market is open: ${address}/fapi.binance.com/fapi/v1/premiumIndex`);
  console.log(`HTTPS on ${market.httpsPort}; hosts: ${market.hosts.join(', ')}`);
  console.log(`SHA-256 of the certificate's public key: ${market.certificateSpki}`);
  console.log(`Control: ${address}/_control/stories`);
  for (const { kind, symbols, startMs } of market.core.stories()) {
    console.log(`  ${kind} ${Object.values(symbols).join(' ')} ${new Date(startMs).toISOString()}`);
  }
  process.once('SIGINT', () => void market.close());
  process.once('SIGTERM', () => void market.close());
});
