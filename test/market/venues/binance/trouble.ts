/** This venue's error responses: rate limit, ban, geographic block, outage. */
import type { MarketAnswer } from '../venue';
import { htmlAnswer, jsonAnswer } from '../venue';

export function trouble(status: number, retryAfterS: number | null, nowMs: number): MarketAnswer {
  const answer = bodyOf(status, retryAfterS, nowMs);
  if (retryAfterS !== null) answer.headers['Retry-After'] = String(retryAfterS);
  return answer;
}

function bodyOf(status: number, retryAfterS: number | null, nowMs: number): MarketAnswer {
  switch (status) {
    case 429:
      return jsonAnswer({ code: -1003, msg: 'Request limit reached; slow down.' }, 429);
    case 418: {
      const untilMs = nowMs + (retryAfterS ?? 120) * 1000;
      const msg = `Request limit ignored; IP(127.0.0.1) banned until ${untilMs}.`;
      return jsonAnswer({ code: -1003, msg }, 418);
    }
    case 451: {
      const msg = 'This service does not answer where you are.';
      return jsonAnswer({ code: 0, msg }, 451);
    }
    case 403:
      return page(403, 'The request was blocked.');
    case 404:
      return jsonAnswer({ code: -5000, msg: 'Nothing is served at this path.' }, 404);
    case 408:
      return jsonAnswer({ code: -1007, msg: 'No answer from the backend in time.' }, 408);
    default:
      return status >= 500
        ? page(status, 'The service is down for a moment.')
        : jsonAnswer({ code: -1000, msg: 'Something went wrong.' }, status);
  }
}

function page(status: number, text: string): MarketAnswer {
  return htmlAnswer(
    `<!doctype html><html><head><title>${status}</title></head><body><h1>${text}</h1></body></html>`,
    status,
  );
}
