import type { ClientModel } from './catalog/client';
import type { ContainerModel } from './catalog/container';
import type { GuardModel } from './catalog/guard';
import type { PlatformModel } from './catalog/platform';
import type { SearchModel } from './catalog/search';
import type { ShaperModel } from './catalog/shaper';
import type { StandInModel } from './catalog/stand-in';

/** All that is known of libraries, as one value handed to `summary` and `link`. */
export interface Catalog {
  readonly clients: readonly ClientModel[];
  readonly guards: readonly GuardModel[];
  readonly containers?: readonly ContainerModel[];
  readonly platforms?: readonly PlatformModel[];
  readonly searches?: readonly SearchModel[];
  readonly standIns?: readonly StandInModel[];
  readonly shapers?: readonly ShaperModel[];
}
