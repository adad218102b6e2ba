/** The popup of the toolbar button. Playwright does not see it, so it is driven through the browser's protocol. */
import type { CDPSession } from 'playwright-core';
import { ChildSession } from './child-session';
import { waitFor } from './wait';

export interface ToolbarPopup {
  /** Value of a JavaScript expression in the popup. */
  evaluate(expression: string): Promise<unknown>;
  /** PNG of the visible popup. */
  screenshot(): Promise<Buffer>;
  /** The popup's inner size, CSS px. */
  size(): Promise<{ width: number; height: number }>;
  close(): Promise<void>;
}

/** Waits for the popup whose URL starts with `url`, after it was opened. */
export async function toolbarPopup(
  browser: CDPSession,
  url: string,
  afterClose: () => Promise<void>,
): Promise<ToolbarPopup> {
  const findPopup = async (): Promise<{ targetId: string } | undefined> => {
    const { targetInfos } = await browser.send('Target.getTargets');
    return targetInfos.find((target) => !target.attached && target.url.startsWith(url));
  };
  const { targetId } = await waitFor(findPopup, { what: 'the toolbar popup' });
  const session = await ChildSession.attach(browser, targetId);
  return {
    evaluate: (expression) => session.evaluate(expression),
    screenshot: async () => {
      const { data } = await session.send('Page.captureScreenshot', { format: 'png' });
      return Buffer.from(String(data), 'base64');
    },
    size: async () => ({
      width: Number(await session.evaluate('innerWidth')),
      height: Number(await session.evaluate('innerHeight')),
    }),
    close: async () => {
      await browser.send('Target.closeTarget', { targetId });
      await browser.detach();
      await afterClose();
    },
  };
}
