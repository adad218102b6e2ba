/** What every component test begins with. */
import { configure } from '@testing-library/preact';
import { afterEach } from 'vitest';
import { PATIENCE_MS } from '../patience';

// Testing Library waits a second for a state, where nothing else is said.
configure({ asyncUtilTimeout: PATIENCE_MS });

const { documentElement: root, head, body } = document;

/** Files share their modules, and Testing Library's `screen` looks in the first body for good. */
afterEach(() => {
  if (document.documentElement === root && head.isConnected && body.isConnected) return;
  document.replaceChildren(root);
  root.replaceChildren(head, body);
});
