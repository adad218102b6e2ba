/** This venue's error responses. Errors in its own envelope come with HTTP 200. */
import type { MarketAnswer } from '../venue';
import { htmlAnswer, jsonAnswer } from '../venue';

export function ok(result: object, nowMs: number): MarketAnswer {
  return jsonAnswer({ retCode: 0, retMsg: 'OK', result, retExtInfo: {}, time: nowMs });
}

export function refusal(
  retCode: number,
  retMsg: string,
  nowMs: number,
  status = 200,
): MarketAnswer {
  return jsonAnswer({ retCode, retMsg, result: {}, retExtInfo: {}, time: nowMs }, status);
}

export function invalid(what: string, nowMs: number): MarketAnswer {
  return refusal(10001, `params error: ${what} invalid`, nowMs);
}

/** Without a header for the time to wait: the documentation says 10 minutes. */
export function trouble(status: number, _retryAfterS: number | null, nowMs: number): MarketAnswer {
  switch (status) {
    case 418:
      return {
        status: 403,
        headers: { 'content-type': 'text/plain; charset=utf-8' },
        body: '403, access too frequent',
      };
    case 429:
      return refusal(10006, 'Too many visits. Exceeded the API Rate Limit.', nowMs);
    case 403:
      return cdnPage(403, 'This content is not served to your country.');
    case 451:
      return refusal(10024, 'This is not offered where you are.', nowMs, 451);
    case 404:
      return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'path not found' };
    default:
      return status >= 500
        ? cdnPage(status, 'The service is down for a moment.')
        : refusal(10001, 'Request parameter error.', nowMs, status);
  }
}

function cdnPage(status: number, text: string): MarketAnswer {
  return htmlAnswer(
    `<!DOCTYPE HTML>\n<HTML><HEAD><TITLE>ERROR: ${status}</TITLE></HEAD><BODY><H1>${status} ERROR</H1>${text}</BODY></HTML>`,
    status,
  );
}
