import type { ClientModel } from '../../model/catalog/client';
import { stainless } from '../families/stainless';

export const modernTreasury: ClientModel = stainless({
  id: 'modern-treasury',
  title: 'Modern Treasury',
  classes: ['ModernTreasury'],
  timeoutMs: 60_000,
  retries: 2,
  members: ['**.createAsync', '**.updateAsync', '**.verify', '**.completeVerification', '**.validate', 'ping'],
  agentUntil: '0.11.0',
  keyed: true,
  url: 'https://github.com/Modern-Treasury/modern-treasury-node#timeouts',
  versions: '3.3.0',
});
