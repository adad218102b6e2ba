import { describe, expect, it } from 'vitest';
import { isOnSite } from '../../../lib/venues/sites';

describe('a site', () => {
  it.each([
    ['www.okx.com', true],
    ['my.okx.com', false],
    ['de.tradingview.com', true],
    ['tradingview.com', true],
    ['eviltradingview.com', false],
    ['www.okx.com.example.org', false],
  ])('%s: %s', (host, isOn) => {
    expect(isOnSite(host, ['https://www.okx.com/*', 'https://*.tradingview.com/*'])).toBe(isOn);
  });
});
