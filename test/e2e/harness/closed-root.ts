/** Access to a page's closed shadow roots, which page scripts don't have, and input to their elements. */
import type { CDPSession, Page } from 'playwright-core';

interface DomNode {
  backendNodeId: number;
  nodeName: string;
  shadowRootType?: string;
  shadowRoots?: DomNode[];
  children?: DomNode[];
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** One per page, ends with it. */
const sessions = new WeakMap<Page, Promise<CDPSession>>();

function sessionOf(page: Page): Promise<CDPSession> {
  const session = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, session);
  return session;
}

/** The first closed shadow root in the page, or null. Call again after the page changes. */
export async function closedRoot(page: Page): Promise<ClosedNode | null> {
  const session = await sessionOf(page);
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  const found = findClosed(root);
  if (found === null) return null;
  const { object } = await session.send('DOM.resolveNode', { backendNodeId: found.backendNodeId });
  return new ClosedNode(page, session, String(object.objectId));
}

function findClosed(node: DomNode): DomNode | null {
  for (const shadow of node.shadowRoots ?? []) {
    if (shadow.shadowRootType === 'closed') return shadow;
    const inside = findClosed(shadow);
    if (inside !== null) return inside;
  }
  for (const child of node.children ?? []) {
    const inside = findClosed(child);
    if (inside !== null) return inside;
  }
  return null;
}

/** The root itself or an element in it. */
export class ClosedNode {
  constructor(
    private readonly page: Page,
    private readonly session: CDPSession,
    private readonly objectId: string,
  ) {}

  /** Calls `body`, a function whose `this` is the node, in the page. Its result must be JSON. */
  async call(body: string, ...args: unknown[]): Promise<unknown> {
    const { result, exceptionDetails } = await this.session.send('Runtime.callFunctionOn', {
      objectId: this.objectId,
      functionDeclaration: body,
      arguments: args.map((value) => ({ value })),
      returnByValue: true,
      awaitPromise: true,
    });
    if (exceptionDetails !== undefined) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value as unknown;
  }

  /** The first element under this one that matches a CSS selector. */
  async find(selector: string): Promise<ClosedNode | null> {
    const { result } = await this.session.send('Runtime.callFunctionOn', {
      objectId: this.objectId,
      functionDeclaration: 'function (selector) { return this.querySelector(selector); }',
      arguments: [{ value: selector }],
    });
    return result.objectId === undefined
      ? null
      : new ClosedNode(this.page, this.session, result.objectId);
  }

  /** The first element with this role, and this text in its accessible name, by the accessibility tree. */
  async byRole(role: string, name = ''): Promise<ClosedNode | null> {
    // Queried on the whole page: a host without a size is not in the tree, though its children are.
    const { root } = await this.session.send('DOM.getDocument', { depth: 0 });
    const { nodes } = await this.session.send('Accessibility.queryAXTree', {
      backendNodeId: root.backendNodeId,
      role,
    });
    for (const node of nodes) {
      if (node.ignored || !String(node.name?.value).includes(name)) continue;
      const { object } = await this.session.send('DOM.resolveNode', {
        backendNodeId: Number(node.backendDOMNodeId),
      });
      if (await this.contains(String(object.objectId))) {
        return new ClosedNode(this.page, this.session, String(object.objectId));
      }
    }
    return null;
  }

  private async contains(objectId: string): Promise<boolean> {
    const { result } = await this.session.send('Runtime.callFunctionOn', {
      objectId: this.objectId,
      functionDeclaration: 'function (other) { return this.contains(other); }',
      arguments: [{ objectId }],
      returnByValue: true,
    });
    return result.value === true;
  }

  /** The visible text, without hidden parts. */
  async text(): Promise<string> {
    const text = await this.call(
      `function () {
        const parts = this.nodeType === 11 ? [...this.children] : [this];
        return parts.filter((p) => p.tagName !== 'STYLE').map((p) => p.innerText ?? '').join('\\n');
      }`,
    );
    return String(text).replaceAll(/\s+/g, ' ').trim();
  }

  async attribute(name: string): Promise<string | null> {
    const value = await this.call('function (name) { return this.getAttribute(name); }', name);
    return value === null ? null : String(value);
  }

  async style(property: string): Promise<string> {
    const body = 'function (name) { return getComputedStyle(this).getPropertyValue(name); }';
    return String(await this.call(body, property));
  }

  /** Its box in the viewport, CSS px; null when it has no size. */
  async box(): Promise<Box | null> {
    const box = (await this.call(
      `function () {
        const { x, y, width, height } = this.getBoundingClientRect();
        return { x, y, width, height };
      }`,
    )) as Box;
    return box.width > 0 && box.height > 0 ? box : null;
  }

  async hover(): Promise<void> {
    const { x, y } = await this.centre();
    await this.page.mouse.move(x, y);
  }

  async click(): Promise<void> {
    const { x, y } = await this.centre();
    await this.page.mouse.click(x, y);
  }

  /** A touch: down and up. */
  async tap(): Promise<void> {
    const touchPoints = [await this.centre()];
    await this.session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
    await this.session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }

  /** Focuses it; then use `page.keyboard`. */
  async focus(): Promise<void> {
    await this.call('function () { this.focus(); }');
  }

  /** Drags its centre to a point of the viewport, in several steps. */
  async dragTo(x: number, y: number): Promise<void> {
    await this.hover();
    await this.page.mouse.down();
    await this.page.mouse.move(x, y, { steps: 8 });
    await this.page.mouse.up();
  }

  private async centre(): Promise<{ x: number; y: number }> {
    const box = await this.box();
    if (box === null) throw new Error('It takes no room on the page');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }
}
