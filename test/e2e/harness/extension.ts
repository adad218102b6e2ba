/** A running browser with the extension, driven like a user would; tests close it. */
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { ChildSession } from './child-session';
import { toolbarPopup, type ToolbarPopup } from './toolbar-popup';
import { waitFor } from './wait';

/** The popup's designed size. */
const POPUP_SIZE = { width: 780, height: 600 };

export class Extension {
  /** Kept open, since opening a page for each query would take most of a test's time. */
  private helperPage: Promise<Page> | null = null;

  constructor(
    readonly context: BrowserContext,
    readonly id: string,
    private readonly afterClose: () => Promise<void>,
  ) {}

  url(page: string): string {
    return `chrome-extension://${this.id}/${page}`;
  }

  async openPage(page: string, size = { width: 1280, height: 800 }): Promise<Page> {
    const tab = await this.context.newPage();
    await tab.setViewportSize(size);
    await tab.goto(this.url(page));
    return tab;
  }

  /** The popup's page in a tab with the popup's size. */
  openPopupPage(): Promise<Page> {
    return this.openPage('popup.html', POPUP_SIZE);
  }

  openOptions(): Promise<Page> {
    return this.openPage('options.html');
  }

  /** A trading page of the market, by its real URL. */
  async openTrade(url: string): Promise<Page> {
    const tab = await this.context.newPage();
    await tab.goto(url);
    return tab;
  }

  /** The real popup, under its toolbar button. */
  async openToolbarPopup(): Promise<ToolbarPopup> {
    // A window of full width: pages of another size may have shrunk it, and the popup has to fit next to its button.
    const window = await this.context.newPage();
    await window.bringToFront();
    await this.inWorker('chrome.action.openPopup()');
    return toolbarPopup(await this.browserSession(), this.url('popup'), () => window.close());
  }

  /** Value of a JavaScript expression in the service worker, which is woken when it sleeps. */
  async inWorker(expression: string): Promise<unknown> {
    const browser = await this.browserSession();
    try {
      const { targetId } = await this.wakeWorker(browser);
      const session = await ChildSession.attach(browser, targetId);
      // A worker that has just started gets its APIs a moment after it can be attached to.
      await waitFor(() => session.evaluate('typeof chrome === "object"'), {
        what: "the worker's APIs",
      });
      return await session.evaluate(expression);
    } finally {
      await browser.detach();
    }
  }

  private async wakeWorker(browser: CDPSession): Promise<{ targetId: string }> {
    const find = async (): Promise<{ targetId: string } | undefined> => {
      const { targetInfos } = await browser.send('Target.getTargets');
      return targetInfos.find(
        ({ type, url }) => type === 'service_worker' && url.startsWith(this.url('')),
      );
    };
    const running = await find();
    if (running !== undefined) return running;
    await this.onPage((page) =>
      page.evaluate(() => chrome.alarms.create('wake-up', { when: Date.now() })),
    );
    return waitFor(find, { what: 'the worker to wake' });
  }

  /** Ends the service worker at an arbitrary point, as the browser may. */
  async killWorker(): Promise<void> {
    await this.onPage(async (page) => {
      const session = await this.context.newCDPSession(page);
      let ended = false;
      session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
        // Remembered once seen: another event may restart the worker at once.
        ended ||= versions.every(({ runningStatus }) => runningStatus === 'stopped');
      });
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.stopAllWorkers');
      await waitFor(() => ended, { what: 'the worker to end' });
      await session.detach();
    });
  }

  /** Fires a stored alarm at once, with its period unchanged. Throws when the extension has no such alarm. */
  async fireAlarm(name: string): Promise<void> {
    await this.onPage((page) =>
      page.evaluate(async (alarmName) => {
        const alarm = await chrome.alarms.get(alarmName);
        if (alarm === undefined) throw new Error(`There is no alarm named ${alarmName}`);
        const period = alarm.periodInMinutes;
        await chrome.alarms.create(alarmName, {
          when: Date.now(),
          ...(period !== undefined && { periodInMinutes: period }),
        });
      }, name),
    );
  }

  /** Names and times of the alarms that are set. */
  alarms(): Promise<{ name: string; scheduledTime: number; periodInMinutes?: number }[]> {
    return this.onPage((page) => page.evaluate(() => chrome.alarms.getAll()));
  }

  /** Runs `use` on an empty page of the extension, which has its APIs and database but none of its code. */
  async onPage<T>(use: (page: Page) => Promise<T>): Promise<T> {
    const open = await this.helperPage?.catch(() => null);
    // A reload of the extension closes it.
    if (open === undefined || open === null || open.isClosed()) {
      this.helperPage = this.openHelperPage();
    }
    return use(await (this.helperPage ?? this.openHelperPage()));
  }

  private async openHelperPage(): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(this.url('manifest.json'));
    // tsx wraps functions in calls of this helper, which the page lacks.
    await page.evaluate('globalThis.__name = (it) => it');
    return page;
  }

  browserSession(): Promise<CDPSession> {
    const browser = this.context.browser();
    if (browser === null) throw new Error('The browser is closed');
    return browser.newBrowserCDPSession();
  }

  /** Kills the whole browser with SIGKILL, like a crash. The profile is kept if the launch was given one. */
  async crash(): Promise<void> {
    const session = await this.browserSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const pid = processInfo.find(({ type }) => type === 'browser')?.id;
    if (pid === undefined) throw new Error('The browser names no process');
    const closed = new Promise((resolve) => this.context.once('close', resolve));
    process.kill(pid, 'SIGKILL');
    await closed;
    await this.afterClose();
  }

  async close(): Promise<void> {
    await this.context.close();
    await this.afterClose();
  }
}
