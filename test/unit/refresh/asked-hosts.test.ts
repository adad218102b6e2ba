/** Whom a refresh asks: the venue's own interfaces, all of which are in its list of permissions, and nobody else. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Venue } from '../../../lib/venues/contract';
import { VENUES } from '../../../lib/venues/registry';
import { smallMarket, WARM_MS } from './matrix-cells';
import { SixVenues } from './six-venues';

let open: SixVenues | null = null;
afterEach(() => open?.close());

const hostsOf = ({ apiOrigins }: Venue) => apiOrigins.map((origin) => new URL(origin).host);

function marketOf(): SixVenues {
  open = new SixVenues(smallMarket(WARM_MS));
  // As much as can be asked for.
  open.universe = {
    quoteAssets: ['USDT', 'USDC', 'USD'],
    tokenised: true,
    builderMarkets: true,
  };
  return open;
}

async function askedBy(six: SixVenues, venue: Venue): Promise<string[]> {
  six.core.log.clear();
  await six.refresh([venue]);
  return [...new Set(six.core.log.all.map(({ host }) => host))];
}

describe.each(VENUES)('a refresh of $id', (venue) => {
  it('asks its first interface alone while that answers', async () => {
    expect(await askedBy(marketOf(), venue)).toEqual(hostsOf(venue).slice(0, 1));
  });

  it('asks its others where one refuses, and none that is not listed', async () => {
    const six = marketOf();
    for (const host of hostsOf(venue)) {
      six.core.faults.add({ match: `${host}/`, fault: { kind: 'status', status: 451 } });
    }
    expect((await askedBy(six, venue)).toSorted()).toEqual(hostsOf(venue).toSorted());
  });

  it('is not led elsewhere', async () => {
    const six = marketOf();
    six.core.faults.add({ match: '/', fault: { kind: 'status', status: 302 } });
    const asked = await askedBy(six, venue);
    expect(asked.filter((host) => !hostsOf(venue).includes(host))).toEqual([]);
  });
});
