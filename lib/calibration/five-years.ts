import type { Band } from '../domain/band';
import type { ModelId } from '../domain/score';
export interface EvidenceFigure { model: ModelId; band: Band; hours: 4 | 24; ratio: number; low: number; high: number; days: number; windows: number }
export const FIVE_YEARS: { figures: EvidenceFigure[] } = { figures: [] };
