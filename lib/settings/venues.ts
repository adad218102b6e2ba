import type { VenueId } from '../domain/venue';
import type { Settings } from './settings';

/** Whether the person wants the venue on the board; what they never touched is as the registry has it. */
export function isVenueOn(
  { id, onByDefault }: { id: VenueId; onByDefault: boolean },
  { venues }: Pick<Settings, 'venues'>,
): boolean {
  return venues[id] ?? onByDefault;
}
