import type { Handover } from '../../components/badge/handover';
import type { MountFarewell } from '../../components/badge/mounted';
import type { Corner } from '../../components/badge/placement';
import type { Stage } from '../../components/badge/stage';
import type { BadgeChange } from '../../lib/messages/protocol';

export interface PainterParts {
  newStage: () => Stage;
  corner: Corner;
  /** Brings the badge's second script. Rejects while the worker can't be reached. */
  loadRest: () => Promise<Handover>;
  /** Resolves once the worker has done what was asked for. */
  onChange: (change: BadgeChange) => Promise<void>;
  /** Asks the worker again for what is shown here. */
  askAgain: () => void;
  /** What the second script brought to say that the badge was hidden; undefined before it came. */
  farewell: () => MountFarewell | undefined;
}
