/** A running browser with the extension in it, driven as a person would; tests close it. */
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { ChildSession } from './child-session';
import { toolbarPopup, type ToolbarPopup } from './toolbar-popup';
import { waitFor } from './wait';

/** The popup's size, as the product's pages are designed for it. */
const POPUP_SIZE = { width: 780, height: 600 };

export class Extension {
  /** Kept open: opening one for each look would take most of a test's time. */
  private backstage: Promise<Page> | null = null;

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

  /** The popup's page in a tab of the popup's size. */
  openPopupPage(): Promise<Page> {
    return this.openPage('popup.html', POPUP_SIZE);
  }

  openOptions(): Promise<Page> {
    return this.openPage('options.html');
  }

  /** A trade page of the market, by its real address. */
  async openTrade(url: string): Promise<Page> {
    const tab = await this.context.newPage();
    await tab.goto(url);
    return tab;
  }

  /** The real popup, under its button in the toolbar. */
  async openToolbarPopup(): Promise<ToolbarPopup> {
    // A window of full width: pages of another size may have shrunk it, and the popup has to fit beside its button.
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

  /** Ends the service worker between two of its lines, as the browser may at any time. */
  async killWorker(): Promise<void> {
    await this.onPage(async (page) => {
      const session = await this.context.newCDPSession(page);
      let ended = false;
      session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
        // Said once: what woke it may start the next one at once.
        ended ||= versions.every(({ runningStatus }) => runningStatus === 'stopped');
      });
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.stopAllWorkers');
      await waitFor(() => ended, { what: 'the worker to end' });
      await session.detach();
    });
  }

  /** Fires a stored alarm at once, keeping its period. Throws when the extension has no such alarm. */
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

  /** Runs `use` on an empty page of the extension that has its APIs and its database, but none of its code. */
  async onPage<T>(use: (page: Page) => Promise<T>): Promise<T> {
    const open = await this.backstage?.catch(() => null);
    // It goes with the extension's old version when that is reloaded.
    if (open === undefined || open === null || open.isClosed()) {
      this.backstage = this.openBackstage();
    }
    return use(await (this.backstage ?? this.openBackstage()));
  }

  private async openBackstage(): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(this.url('manifest.json'));
    // Commands run through tsx, which wraps the functions they pass in here in calls of this helper.
    await page.evaluate('globalThis.__name = (it) => it');
    return page;
  }

  browserSession(): Promise<CDPSession> {
    const browser = this.context.browser();
    if (browser === null) throw new Error('The browser is closed');
    return browser.newBrowserCDPSession();
  }

  /** Ends the whole browser with SIGKILL, as a crash would. The profile stays when the launch was given one. */
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
