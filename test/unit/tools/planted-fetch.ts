/** Loaded before a command: its network is the embedded market, with TradingView's charts missing. */
import { createMarket, marketFetch } from '../../market';

const core = createMarket();
core.faults.add({ match: 'www.tradingview.com', fault: { kind: 'status', status: 404 } });
globalThis.fetch = marketFetch(core);
