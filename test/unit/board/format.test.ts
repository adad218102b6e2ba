import { expect, it } from 'vitest';
import { MISSING, grouped, price } from '../../../lib/domain/format';

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
