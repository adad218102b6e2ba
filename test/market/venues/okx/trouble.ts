/** This venue's error responses. Errors in its own envelope usually come with HTTP 200. */
import type { MarketAnswer } from '../venue';
import { htmlAnswer, jsonAnswer } from '../venue';

export function data(rows: readonly unknown[]): MarketAnswer {
  return jsonAnswer({ code: '0', msg: '', data: rows });
}

export function refusal(code: string, msg: string, status = 200): MarketAnswer {
  return jsonAnswer({ code, msg, data: [] }, status);
}

export function mandatory(parameter: string): MarketAnswer {
  return refusal('50014', `Parameter ${parameter} can not be empty`, 400);
}

export function invalid(parameter: string): MarketAnswer {
  return refusal('51000', `Parameter ${parameter} error`, 400);
}

export function unknownInstrument(): MarketAnswer {
  return refusal('51001', "Instrument ID, Instrument ID code, or Spread ID doesn't exist.");
}

/** No bans by address and no time to wait: repeated excess gets the same response. */
export function trouble(status: number): MarketAnswer {
  switch (status) {
    case 418:
    case 429:
      return jsonAnswer({ msg: 'Too Many Requests', code: '50011' }, 429);
    case 451:
      return refusal('50060', 'This is not served where you are.', 451);
    case 403:
      return htmlAnswer(
        '<!doctype html><html><head><title>403</title></head><body>Access denied</body></html>',
        403,
      );
    case 404:
      return jsonAnswer({ code: '404', data: {}, msg: 'Nothing is served at this path.' }, 404);
    default:
      return status >= 500
        ? jsonAnswer({ code: '50001', msg: 'Service temporarily unavailable', data: [] }, status)
        : refusal('50000', 'Something went wrong.', status);
  }
}
