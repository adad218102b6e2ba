import type { Handover } from '../../components/badge/handover';
import type { Corner } from '../../components/badge/placement';
import type { Stage } from '../../components/badge/stage';
import type { BadgeChange } from '../../lib/messages/protocol';

export interface PainterParts {
  newStage: () => Stage;
  corner: Corner;
  /** Brings the badge's second script. Rejects while the worker can't be reached. */
  loadRest: () => Promise<Handover>;
  onChange: (change: BadgeChange) => void;
}
