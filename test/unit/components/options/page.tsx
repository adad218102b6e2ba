import { render, screen } from '@testing-library/preact';
import { OptionsPage } from '../../../../components/options/options-page';
import type { OptionsAccess } from '../../../../components/options/access';
import { WordsProvider } from '../../../../components/ui/words';
import { english } from './fixtures';

/** The whole page, once its settings and board are read. */
export async function openPage(access: OptionsAccess): Promise<void> {
  render(
    <WordsProvider value={english}>
      <OptionsPage access={access} />
    </WordsProvider>,
  );
  await screen.findByRole('heading', { name: 'Bands' });
}

export function type(input: HTMLElement, value: string): void {
  if (!(input instanceof HTMLInputElement)) throw new Error('not an input');
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
