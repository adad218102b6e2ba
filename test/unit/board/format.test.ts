import { expect, it } from 'vitest';
import { valueText } from '../../../components/detail/charts/chart-text';
import { MISSING, amount, grouped, price } from '../../../lib/domain/format';

it('prints prices of one symbol with the same digits, without an exponent', () => {
  expect([14.517, 14.52, 14.5].map(price)).toEqual(['14.517', '14.520', '14.500']);
  expect([4342.3, 4326].map(price)).toEqual(['4,342.3', '4,326.0']);
  expect([106_599.9, 0.000012345, 0.00002].map(price)).toEqual([
    '106,600',
    '0.000012345',
    '0.000020000',
  ]);
  expect(price(null)).toBe(MISSING);
});

it('groups the digits of counts from a thousand on', () => {
  expect([0, 999, 1000, 4328, 1_234_567].map(grouped)).toEqual([
    '0',
    '999',
    '1,000',
    '4,328',
    '1,234,567',
  ]);
});

it.each([
  [999_949, '1.0 M'],
  [999_400, '999 K'],
  [999.6, '1.0 K'],
  [9.96e6, '10 M'],
  [0.42, '0.42'],
  [3, '3'],
  [12.4, '12'],
  [0, '0'],
])('%d of something is %s', (value, text) => {
  expect(amount(value)).toBe(text);
});

it.each([
  [999_960, '1.000 M'],
  [999_940, '999.9 K'],
  [12_345, '12.35 K'],
])('%d in a chart is %s', (value, text) => {
  expect(valueText('baseQty', value)).toBe(text);
});
