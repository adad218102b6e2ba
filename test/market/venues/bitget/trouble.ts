/** This venue's error responses: always the same envelope, with a code other than "00000". */
import type { MarketAnswer } from '../venue';
import { htmlAnswer, jsonAnswer } from '../venue';

export function data(value: unknown, nowMs: number): MarketAnswer {
  return jsonAnswer({ code: '00000', msg: 'success', requestTime: nowMs, data: value });
}

export function refusal(code: string, msg: string, nowMs: number, status = 400): MarketAnswer {
  return jsonAnswer({ code, msg, requestTime: nowMs, data: null }, status);
}

/** Repeated excess gets the same response, without a time to wait. */
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
