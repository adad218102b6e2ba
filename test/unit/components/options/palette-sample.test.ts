import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = (file: string) => readFileSync(`components/${file}`, 'utf8');

/** The value of `property` in the rule whose selectors end with `selector`. */
function valueIn(sheet: string, selector: string, property: string): string | undefined {
  const rule = sheet.split('}').find((part) => {
    const [selectors = ''] = part.replace(/\/\*.*?\*\//gs, '').split('{');
    return selectors.split(',').some((one) => one.trim() === selector);
  });
  return new RegExp(`${property}:\\s*([^;]+);`).exec(rule ?? '')?.[1];
}

describe('the sample of the palettes', () => {
  it.each([
    [':root', "[data-sample='safe']"],
    [":root[data-theme='light']", ":root[data-theme='light'] [data-sample='safe']"],
    [":root[data-palette='classic']", "[data-sample='classic']"],
    [
      ":root[data-theme='light'][data-palette='classic']",
      ":root[data-theme='light'] [data-sample='classic']",
    ],
  ])('shows the colours of %s', (token, sample) => {
    for (const side of ['long', 'short']) {
      const expected = valueIn(css('ui/tokens.css'), token, `--${side}`);
      expect(expected).toMatch(/^#/);
      expect(valueIn(css('options/parts.css'), sample, `--sample-${side}`)).toBe(expected);
    }
  });
});
