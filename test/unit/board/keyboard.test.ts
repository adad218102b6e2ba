import { describe, expect, it } from 'vitest';
import { commandOf, moveTo } from '../../../lib/board/keyboard';

describe('keys', () => {
  it.each([
    ['ArrowDown', { do: 'move', by: 1 }],
    ['PageUp', { do: 'move', by: 'page-up' }],
    ['End', { do: 'move', by: 'last' }],
    ['Enter', { do: 'deeper' }],
    [' ', { do: 'toggle-why' }],
    ['ArrowLeft', { do: 'close-why' }],
    ['s', { do: 'star' }],
    ['/', { do: 'search' }],
    ['?', { do: 'help' }],
    ['1', { do: 'side', side: 'all' }],
    ['2', { do: 'side', side: 'long' }],
    ['3', { do: 'side', side: 'short' }],
    ['4', { do: 'side', side: 'neutral' }],
    ['5', { do: 'side', side: 'squeeze' }],
    ['m', { do: 'switch-model' }],
    ['M', { do: 'switch-model' }],
    ['Escape', { do: 'escape' }],
    ['Backspace', { do: 'escape' }],
  ])('%s on the rows', (key, command) => {
    expect(commandOf(key, 'rows', false)).toEqual(command);
  });

  it('leave what is typed into the search alone', () => {
    for (const key of ['s', 'm', '/', '?', '1', ' ', 'ArrowLeft', 'Home']) {
      expect(commandOf(key, 'search', false)).toBeNull();
    }
    expect(commandOf('ArrowDown', 'search', false)).toEqual({ do: 'leave-search' });
  });

  it('lead out of an empty search, where Escape closes the whole panel', () => {
    expect(commandOf('Backspace', 'search', false)).toEqual({ do: 'leave-empty-search' });
  });

  it('leave a list of choices the letters that look for an entry', () => {
    for (const key of ['s', 'v', 'm', '1', '/', 'ArrowDown', 'Enter', 'Backspace']) {
      expect(commandOf(key, 'choice', false)).toBeNull();
    }
    expect(commandOf('Escape', 'choice', false)).toEqual({ do: 'escape' });
  });

  it('leave buttons and radios the keys that are theirs', () => {
    for (const key of ['Enter', ' ', 'ArrowDown', 'ArrowLeft']) {
      expect(commandOf(key, 'control', false)).toBeNull();
    }
  });

  it('are ours only without Ctrl, Alt or Meta', () => {
    expect(commandOf('s', 'rows', true)).toBeNull();
  });
});

describe('moving', () => {
  it.each([
    [-1, 1, 0],
    [-1, -1, 9],
    [0, -1, 0],
    [4, 1, 5],
    [9, 1, 9],
    [2, 'page-down', 6],
    [8, 'page-down', 9],
    [2, 'page-up', 0],
    [5, 'first', 0],
    [5, 'last', 9],
  ] as const)('from %s by %s goes to %s of ten', (from, by, to) => {
    expect(moveTo(from, by, 10, 4)).toBe(to);
  });

  it('goes nowhere without rows', () => {
    for (const by of [1, -1, 'first', 'last', 'page-down'] as const) {
      expect(moveTo(-1, by, 0, 4)).toBe(-1);
    }
  });
});
