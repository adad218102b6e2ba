/** Each venue's response to an unknown symbol or path. */
const ANSWERS: Record<string, { status: number; body: string }> = {
  'api.bitget.com': {
    status: 400,
    body: '{"code":"40034","msg":"Parameter does not exist","requestTime":1772409600000,"data":null}',
  },
  'api.bybit.com': {
    status: 200,
    body: '{"retCode":10001,"retMsg":"params error: symbol invalid","result":{},"retExtInfo":{},"time":1772409600000}',
  },
  'api.gateio.ws': { status: 400, body: '{"label":"CONTRACT_NOT_FOUND"}' },
  'api.hyperliquid.xyz': { status: 200, body: 'null' },
  'fapi.binance.com': { status: 400, body: '{"code":-1121,"msg":"Invalid symbol."}' },
  'www.okx.com': {
    status: 200,
    body: '{"code":"51001","msg":"Instrument ID doesn\'t exist.","data":[]}',
  },
};

export function notFoundAnswer(host: string): Response {
  const { status, body } = ANSWERS[host] ?? { status: 404, body: '{"error":"not found"}' };
  return new Response(body, { status, headers: { 'content-type': 'application/json' } });
}
