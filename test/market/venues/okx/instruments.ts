/** The list of instruments with all their trading rules. */
import type { Contract } from './contract';
import { familyOf, indexIdOf } from './contract';
import { plain } from './rows';

/** An announced instrument has only a name, a state and a launch day; all other fields are empty text. */
export function instrumentRow(contract: Contract, index: number) {
  const announced = {
    instId: contract.instId,
    instType: contract.instType,
    listTime: String(contract.listMs),
    state: contract.state,
  };
  const row = fullRow(contract, index);
  if (contract.state !== 'preopen') return { ...row, ...announced };
  const blank = Object.entries(row).map(([key, value]) => [key, blankOf(value)] as const);
  return { ...Object.fromEntries(blank), ...announced };
}

function blankOf(value: unknown): unknown {
  if (typeof value === 'string') return '';
  return typeof value === 'number' ? null : value;
}

function fullRow(contract: Contract, index: number) {
  const { asset, quote, ctType, ctVal, instType, expiryMs, priceDecimals } = contract;
  const isSpot = instType === 'SPOT';
  const derivative = (text: string) => (isSpot ? '' : text);
  return {
    alias: instType === 'FUTURES' ? 'quarter' : '',
    auctionEndTime: '',
    baseCcy: isSpot ? asset : '',
    category: '1',
    contTdSwTime: '',
    ctMult: derivative('1'),
    ctType,
    ctVal: derivative(plain(ctVal, 12)),
    ctValCcy: derivative(ctType === 'inverse' ? 'USD' : asset),
    expTime: expiryMs === null ? '' : String(expiryMs),
    futureSettlement: false,
    groupId: '2',
    instCategory: contract.instCategory,
    instFamily: derivative(familyOf(contract)),
    instIdCode: 10_000 + index,
    lever: '50',
    lotSz: isSpot ? '0.00000001' : '0.01',
    maxIcebergSz: '100000000.0000000000000000',
    maxLmtAmt: '20000000',
    maxLmtSz: '100000000',
    maxMktAmt: isSpot ? '1000000' : '',
    maxMktSz: '30000',
    maxPlatOILmt: '',
    maxStopSz: '30000',
    maxTriggerSz: '100000000.0000000000000000',
    maxTwapSz: '100000000.0000000000000000',
    minSz: isSpot ? '0.00001' : '0.01',
    openType: isSpot ? 'call_auction' : '',
    optType: '',
    posLmtAmt: '',
    posLmtPct: '',
    preMktSwTime: '',
    quoteCcy: isSpot ? quote : '',
    ruleType: contract.ruleType,
    settleCcy: contract.settleCcy,
    stk: '',
    tickSz: (10 ** -priceDecimals).toFixed(priceDecimals),
    tradeQuoteCcyList: isSpot ? [quote] : [],
    uly: derivative(indexIdOf(contract)),
    upcChg: [],
  };
}
