import { render } from 'preact';
import type { ComponentChild } from 'preact';
import type { MessageKey, Words } from './words';
import { WordsProvider } from './words';

/**
 * Renders a page of the extension into `#root`, with its messages. The tab's title is `title` and the extension's name.
 */
export function mountPage(words: Words, title: MessageKey, page: ComponentChild): void {
  document.title = `${words(title)} · ${words('extension_name')}`;
  const root = document.getElementById('root');
  if (root !== null) render(<WordsProvider value={words}>{page}</WordsProvider>, root);
}
