/** The real panel under the extension's toolbar button, driven from Firefox's window. */
import { waitFor } from '../wait';
import type { Marionette } from './marionette';

const BROWSER = `document.querySelector('.webextension-popup-browser')`;
const KEYS: Readonly<Record<string, string>> = {
  Backspace: '\uE003',
  Enter: '\uE007',
  Escape: '\uE00C',
  ArrowDown: '\uE015',
};

export class FirefoxPanel {
  private constructor(private readonly marionette: Marionette) {}

  /** Adds the button to the toolbar and presses it. */
  static async open(marionette: Marionette, uuid: string): Promise<FirefoxPanel> {
    const panel = new FirefoxPanel(marionette);
    await panel.inWindow(
      `const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
       const { extension } = WebExtensionPolicy.getByHostname(arguments[0]);
       const { widget } = ExtensionParent.apiManager.global.browserActionFor(extension);
       CustomizableUI.addWidgetToArea(widget.id, 'nav-bar');
       const button = widget.forWindow(window).node.querySelector('.unified-extensions-item-action-button');
       const detail = { openPopupWithoutUserInteraction: true };
       button.dispatchEvent(new CustomEvent('command', { bubbles: true, cancelable: true, detail }));`,
      uuid,
    );
    await waitFor(() => panel.isOpen(), { what: 'the panel to open' });
    return panel;
  }

  /** Runs a function body in the panel's page and returns its result. */
  run(body: string): Promise<unknown> {
    return this.inWindow(
      `const { currentWindowGlobal } = ${BROWSER}.browsingContext;
       return currentWindowGlobal.getActor('MarionetteCommands').executeScript(arguments[0], [], {});`,
      body,
    );
  }

  isOpen(): Promise<boolean> {
    return this.inWindow(`return ${BROWSER}?.closest('panel')?.state === 'open'`).then(Boolean);
  }

  /** Sets the user's zoom; 1 is none. */
  async zoom(factor: number): Promise<void> {
    await this.inWindow(`${BROWSER}.browsingContext.fullZoom = arguments[0]`, factor);
  }

  /** Presses a key at the focus. */
  async press(key: string): Promise<void> {
    const value = KEYS[key] ?? key;
    await this.inWindow(`${BROWSER}?.focus()`);
    await this.marionette.send('Marionette:SetContext', { value: 'chrome' });
    await this.marionette.send('WebDriver:PerformActions', {
      actions: [
        {
          type: 'key',
          id: 'keyboard',
          actions: [
            { type: 'keyDown', value },
            { type: 'keyUp', value },
          ],
        },
      ],
    });
    await this.marionette.send('Marionette:SetContext', { value: 'content' });
  }

  /** PNG of the panel's page. */
  async screenshot(): Promise<Buffer> {
    const url = await this.inWindow(
      `return ${BROWSER}.browsingContext.currentWindowGlobal.drawSnapshot(null, 1, 'white').then((bitmap) => {
         const canvas = document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas');
         [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
         canvas.getContext('2d').drawImage(bitmap, 0, 0);
         return canvas.toDataURL();
       });`,
    );
    return Buffer.from(String(url).split(',')[1] ?? '', 'base64');
  }

  private async inWindow(script: string, ...args: unknown[]): Promise<unknown> {
    await this.marionette.send('Marionette:SetContext', { value: 'chrome' });
    try {
      const answer = (await this.marionette.send('WebDriver:ExecuteScript', { script, args })) as {
        value: unknown;
      };
      return answer.value;
    } finally {
      await this.marionette.send('Marionette:SetContext', { value: 'content' });
    }
  }
}
