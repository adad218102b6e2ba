/** The popup that the toolbar button opens. Playwright does not see it, so it is driven through the browser's protocol. */
import type { CDPSession, Worker } from 'playwright-core';
import { ChildSession } from './child-session';
import { waitFor } from './wait';

export interface ToolbarPopup {
  /** Value of a JavaScript expression in the popup. */
  evaluate(expression: string): Promise<unknown>;
  /** PNG of the popup as the person sees it. */
  screenshot(): Promise<Buffer>;
  /** The popup's inner size, CSS px. */
  size(): Promise<{ width: number; height: number }>;
  close(): Promise<void>;
}

export async function openToolbarPopup(
  browser: CDPSession,
  worker: Worker,
  extensionId: string,
): Promise<ToolbarPopup> {
  await worker.evaluate(() => chrome.action.openPopup());
  const popup = await waitFor(async () => {
    const { targetInfos } = await browser.send('Target.getTargets');
    return targetInfos.find(
      ({ url, attached }) => !attached && url.startsWith(`chrome-extension://${extensionId}/popup`),
    );
  }, { what: 'the toolbar popup' });
  const session = await ChildSession.attach(browser, popup.targetId);
  const evaluate = async (expression: string): Promise<unknown> => {
    const answer = await session.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if ('exceptionDetails' in answer) throw new Error(JSON.stringify(answer['exceptionDetails']));
    return (answer['result'] as { value?: unknown }).value;
  };
  return {
    evaluate,
    screenshot: async () => {
      const { data } = await session.send('Page.captureScreenshot', { format: 'png' });
      return Buffer.from(String(data), 'base64');
    },
    size: async () => ({
      width: Number(await evaluate('innerWidth')),
      height: Number(await evaluate('innerHeight')),
    }),
    close: async () => {
      await browser.send('Target.closeTarget', { targetId: popup.targetId });
      await browser.detach();
    },
  };
}
