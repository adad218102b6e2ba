import { afterEach, expect, it, vi } from 'vitest';
import { GRID_COLUMNS, GRID_TEMPLATE } from '../../../../components/board/columns';
import type { InputEntry } from '../../../../lib/domain/input-list';

const LIST = '../../../../lib/domain/input-list';
/** Spaces within brackets are none between tracks. */
const tracksOf = (template: string) => template.split(/ (?![^(]*\))/);

afterEach(() => {
  vi.doUnmock(LIST);
  vi.resetModules();
});

it('gives each column its width in widths.css', () => {
  const tracks = tracksOf(GRID_TEMPLATE);
  expect(tracks).toHaveLength(GRID_COLUMNS.length);
  const at = (id: string) => tracks[GRID_COLUMNS.findIndex((column) => column.id === id)];
  expect(['star', 'symbol', 'side'].map(at)).toEqual(['24px', 'var(--name)', 'var(--side-word)']);
  expect(at('oi4h')).toBe('var(--oi4h, 58px)');
});

it('has a column and a width for an input that gets a weight', async () => {
  vi.resetModules();
  vi.doMock(LIST, async (original) => {
    const list = await original<{ INPUT_LIST: readonly InputEntry[] }>();
    const [first] = list.INPUT_LIST;
    return { ...list, INPUT_LIST: [...list.INPUT_LIST, { ...first, name: 'newPct', id: 'new' }] };
  });
  const planted = await import('../../../../components/board/columns');
  const ids: readonly string[] = planted.GRID_COLUMNS.map(({ id }) => id);
  const index = ids.indexOf('new');
  expect(index).toBe(GRID_COLUMNS.findIndex(({ id }) => id === 'change'));
  expect(tracksOf(planted.GRID_TEMPLATE)[index]).toBe('var(--new, 58px)');
});
