import type { CallModel } from '../../model/catalog/client';
import type { ArgPath } from '../../model/catalog/paths';

/** The effect of a statement is told by its first word, where that can be read. */
export function sqlEffect(...at: readonly ArgPath[]): CallModel['effect'] {
  return { method: at, otherwise: 'unknown' };
}
