/** What this venue says, and how: always the same envelope, with a code that is not "00000" when it does not answer. */
import type { MarketAnswer } from '../venue';
import { htmlAnswer, jsonAnswer } from '../venue';

export function data(value: unknown, nowMs: number): MarketAnswer {
  return jsonAnswer({ code: '00000', msg: 'success', requestTime: nowMs, data: value });
}

export function refusal(code: string, msg: string, nowMs: number, status = 400): MarketAnswer {
  return jsonAnswer({ code, msg, requestTime: nowMs, data: null }, status);
}

/** Who goes on too fast is refused as before, and is not told for how long. */
export function trouble(status: number, _retryAfterS: number | null, nowMs: number): MarketAnswer {
  switch (status) {
    case 418:
    case 429:
      return refusal('429', 'Too Many Requests', nowMs, 429);
    case 451:
      return refusal('40103', 'Based on your address, this is not served to you.', nowMs, 403);
    case 403:
      return htmlAnswer(
        '<!DOCTYPE html><html><head><title>Attention</title></head><body><h1>You have been blocked</h1></body></html>',
        403,
      );
    case 404:
      return refusal('40404', 'Request URL NOT FOUND', nowMs, 404);
    default:
      return status >= 500
        ? refusal('40015', 'System is abnormal, please try again later', nowMs, status)
        : refusal('45001', 'Unknown error', nowMs, status);
  }
}
