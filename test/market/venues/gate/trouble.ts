/** This venue's error responses: a label, and usually a message. */
import type { MarketAnswer } from '../venue';
import { htmlAnswer, jsonAnswer } from '../venue';

function refusal(label: string, message: string, status = 400): MarketAnswer {
  return jsonAnswer({ label, message }, status);
}

export function missing(parameter: string): MarketAnswer {
  return refusal('MISSING_REQUIRED_PARAM', `Missing required parameter: ${parameter}`);
}

export function invalid(parameter: string): MarketAnswer {
  return refusal('INVALID_PARAM_VALUE', `invalid argument: ${parameter}`);
}

export function unknownContract(): MarketAnswer {
  return jsonAnswer({ label: 'CONTRACT_NOT_FOUND' }, 400);
}

/** No bans by address; its reset header states the time of the answer, which is of no use. */
export function trouble(status: number, _retryAfterS: number | null, nowMs: number): MarketAnswer {
  switch (status) {
    case 418:
    case 429: {
      const answer = refusal('TOO_MANY_REQUESTS', 'Request Rate limit Exceeded', 429);
      answer.headers['X-Gate-RateLimit-Requests-Remain'] = '0';
      answer.headers['X-Gate-Ratelimit-Reset-Timestamp'] = String(Math.floor(nowMs / 1000));
      return answer;
    }
    case 403:
      return page(403, 'Access denied');
    case 404:
      return refusal('NOT_FOUND', 'Nothing is served at this path', 404);
    case 500:
      return refusal('SERVER_ERROR', 'Internal server error', 500);
    default:
      return status > 500
        ? page(status, 'The service is down for a moment')
        : refusal('INVALID_REQUEST', 'Something went wrong', status);
  }
}

function page(status: number, text: string): MarketAnswer {
  return htmlAnswer(
    `<html><head><title>${status}</title></head><body><center><h1>${status} ${text}</h1></center></body></html>`,
    status,
  );
}
