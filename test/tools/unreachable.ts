/** Advice for a venue that gives no data, as a sentence for the terminal. */
import type { Trouble } from '../../lib/domain/venue-status';

/** `instead`: how to get a board without it. Empty where the trouble's own text is enough. */
export function adviceOn({ kind }: Pick<Trouble, 'kind'>, name: string, instead: string): string {
  switch (kind) {
    case 'offline':
      return `${name} can't be reached from here. Is this machine online, and does no firewall or proxy stand in between? ${instead}`;
    case 'redirected':
      return `${name}'s address leads somewhere else. Does this network want you to sign in first? ${instead}`;
    case 'region':
      return `${name} does not serve your country. ${instead}`;
    case 'forbidden':
    case 'banned':
      return `${name} refuses this address for now. ${instead}`;
    default:
      return '';
  }
}
