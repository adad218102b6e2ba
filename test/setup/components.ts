/** Setup of all component tests. */
import { configure } from '@testing-library/preact';
import { afterEach } from 'vitest';
import { PATIENCE_MS } from '../patience';

// Testing Library's default is one second.
configure({ asyncUtilTimeout: PATIENCE_MS });

const { documentElement: root, head, body } = document;

/** Files share their modules, and Testing Library's `screen` always queries the first body. */
afterEach(() => {
  if (document.documentElement === root && head.isConnected && body.isConnected) return;
  document.replaceChildren(root);
  root.replaceChildren(head, body);
});
