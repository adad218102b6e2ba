/** `npm run market -- --port P`: the embedded market on loopback, until interrupted. */
import { program } from 'commander';
import { startMarket } from '../market';

const options = program
  .name('npm run market --')
  .description('Serves the embedded market at http://127.0.0.1:P/<real host>/<real path>.')
  .option('--port <p>', 'HTTP port', Number, 8080)
  .option('--https-port <p>', 'HTTPS port, by host name', Number, 0)
  .option('--seed <n>', 'another world', Number)
  .option('--at <time>', 'when it begins, e.g. 2026-03-02T12:00Z', (text) => Date.parse(text))
  .option('--speed <n>', 'pace of its clock; 0 stands still', Number, 1)
  .option('--latency <ms>', 'before each answer', Number, 0)
  .parse()
  .opts<{
    port: number;
    httpsPort: number;
    seed?: number;
    at?: number;
    speed: number;
    latency: number;
  }>();

const market = await startMarket({
  httpPort: options.port,
  httpsPort: options.httpsPort,
  latencyMs: options.latency,
  speed: options.speed,
  ...(options.seed !== undefined && { seed: options.seed }),
  ...(options.at !== undefined && { atMs: options.at }),
});
console.log(
  `The market is open: http://127.0.0.1:${market.httpPort}/fapi.binance.com/fapi/v1/premiumIndex`,
);
console.log(`HTTPS on ${market.httpsPort}; hosts: ${market.hosts.join(', ')}`);
console.log(`Control: http://127.0.0.1:${market.httpPort}/_control/stories`);
process.once('SIGINT', () => void market.close());
process.once('SIGTERM', () => void market.close());
