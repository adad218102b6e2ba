/** A running Firefox with the extension; tests close it. It has one tab: opening a page replaces the previous one. */
import { waitFor } from '../wait';
import type { Marionette } from './marionette';
import { FirefoxPanel } from './panel';

export class FirefoxExtension {
  constructor(
    private readonly marionette: Marionette,
    private readonly uuid: string,
    private readonly afterClose: () => Promise<void>,
  ) {}

  /** A page of the extension, e.g. `popup.html`. Only Firefox itself may navigate a tab there. */
  async openPage(page: string): Promise<void> {
    const url = `moz-extension://${this.uuid}/${page}`;
    await this.marionette.send('Marionette:SetContext', { value: 'chrome' });
    await this.run(
      `const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
       gBrowser.selectedBrowser.loadURI(Services.io.newURI(arguments[0]), { triggeringPrincipal });`,
      url,
    );
    await this.marionette.send('Marionette:SetContext', { value: 'content' });
    const loaded = 'return location.href === arguments[0] && document.readyState === "complete"';
    await waitFor(() => this.run(loaded, url), { what: `${page} to load` });
  }

  /** The real panel, under its toolbar button. */
  openPanel(): Promise<FirefoxPanel> {
    return FirefoxPanel.open(this.marionette, this.uuid);
  }

  async open(url: string): Promise<void> {
    await this.marionette.send('WebDriver:Navigate', { url });
  }

  /** Runs a function body in the page and returns its awaited result. `arguments` holds `args`. */
  run(body: string, ...args: unknown[]): Promise<unknown> {
    return this.execute(body, args, null);
  }

  /** The same with chrome privileges: `host.openOrClosedShadowRoot` opens the badge's closed root. */
  runPrivileged(body: string, ...args: unknown[]): Promise<unknown> {
    return this.execute(body, args, 'system');
  }

  /** Like a user in the add-ons manager. */
  async disable(): Promise<void> {
    await this.marionette.send('Marionette:SetContext', { value: 'chrome' });
    await this.run(
      `const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
       return AddonManager.getActiveAddons(['extension']).then(async ({ addons }) => {
         const own = addons.find(({ id }) => id.startsWith('derivatives-pressure-score'));
         await (await AddonManager.getAddonByID(own.id)).disable();
       });`,
    );
    await this.marionette.send('Marionette:SetContext', { value: 'content' });
  }

  /** PNG of the viewport. */
  async screenshot(): Promise<Buffer> {
    const answer = (await this.marionette.send('WebDriver:TakeScreenshot', { full: false })) as {
      value: string;
    };
    return Buffer.from(answer.value, 'base64');
  }

  async close(): Promise<void> {
    this.marionette.close();
    await this.afterClose();
  }

  private async execute(body: string, args: unknown[], sandbox: string | null): Promise<unknown> {
    const answer = (await this.marionette.send('WebDriver:ExecuteScript', {
      script: body,
      args,
      ...(sandbox !== null && { sandbox }),
    })) as { value: unknown };
    return answer.value;
  }
}
