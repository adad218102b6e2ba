/** A protocol session to a target that Playwright does not attach to, tunnelled through the browser's session. */
import type { CDPSession } from 'playwright-core';

type Answer = Record<string, unknown>;

/** The worker was killed: no command is answered. */
const GONE = 'the target is gone';

export class ChildSession {
  private lastId = 0;
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private isGone = false;

  private constructor(
    private readonly browser: CDPSession,
    private readonly sessionId: string,
  ) {
    browser.on('Target.receivedMessageFromTarget', ({ sessionId: from, message }) => {
      if (from !== sessionId) return;
      const answer = JSON.parse(message) as { id?: number } & Answer;
      if (answer.id !== undefined) this.waiting.get(answer.id)?.(answer);
    });
    browser.on('Target.detachedFromTarget', ({ sessionId: from }) => {
      if (from !== sessionId) return;
      this.isGone = true;
      for (const answer of this.waiting.values()) answer({ error: GONE });
    });
  }

  static async attach(browser: CDPSession, targetId: string): Promise<ChildSession> {
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: false });
    return new ChildSession(browser, sessionId);
  }

  /** The result of one protocol method. Throws its error. */
  async send(method: string, params: Record<string, unknown> = {}): Promise<Answer> {
    if (this.isGone) throw new Error(`${method}: ${GONE}`);
    const id = ++this.lastId;
    const answered = new Promise<Answer>((resolve) => this.waiting.set(id, resolve));
    const message = JSON.stringify({ id, method, params });
    await this.browser.send('Target.sendMessageToTarget', { message, sessionId: this.sessionId });
    const answer = await answered;
    this.waiting.delete(id);
    if (answer['error'] !== undefined) {
      throw new Error(`${method}: ${JSON.stringify(answer['error'])}`);
    }
    return answer['result'] as Answer;
  }

  /** Value of a JavaScript expression, awaited. It must be JSON. Throws what the expression throws. */
  async evaluate(expression: string): Promise<unknown> {
    const answer = await this.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    if ('exceptionDetails' in answer) throw new Error(JSON.stringify(answer['exceptionDetails']));
    return (answer['result'] as { value?: unknown }).value;
  }
}
