/** This venue's error responses: null from the venue itself, a page from its CDN. */
import type { MarketAnswer } from '../venue';
import { htmlAnswer, jsonAnswer } from '../venue';

/** Repeated excess gets the same response, without a time to wait. */
export function trouble(status: number): MarketAnswer {
  switch (status) {
    case 418:
    case 429:
      return jsonAnswer(null, 429);
    case 500:
      return jsonAnswer(null, 500);
    case 405:
      return { status, headers: { allow: 'POST' }, body: '' };
    default:
      return htmlAnswer(
        `<!DOCTYPE HTML><HTML><HEAD><TITLE>ERROR: ${status}</TITLE></HEAD><BODY><H1>${status}</H1>The request could not be satisfied.</BODY></HTML>`,
        status,
      );
  }
}
