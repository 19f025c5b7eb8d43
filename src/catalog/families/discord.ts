import type { DefaultModel } from '../../model/catalog/default';
import type { OptionModel } from '../../model/catalog/option';

/** Options of Discord's REST manager: its own, or (with the prefix `rest.`) those of a bot. */
export function discordOptions(prefix: '' | 'rest.'): readonly OptionModel[] {
  return [
    { option: `${prefix}timeout`, at: 'instance', sets: 'timeout', ...(prefix === '' ? { proved: true } : {}) },
    { option: `${prefix}retries`, at: 'instance', sets: 'retry', off: [0], writes: true, unbounded: ['Infinity'] },
    { option: `${prefix}agent`, at: 'instance', sets: 'agent' },
    { option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal' },
  ];
}

export const discordDefaults: readonly DefaultModel[] = [
  { facet: 'timeout', covers: 'attempt', ms: 15_000, cancels: true, says: 'a request to Discord gives up an attempt after 15 s' },
  {
    // Rate limits are waited out on top, and without a limit, unless `rejectOnRateLimit` is set.
    facet: 'retry',
    attempts: 4,
    backoff: 'none',
    jitter: false,
    writes: true,
    onTimeout: true,
    says: 'a request to Discord is tried 4 times without a pause, messages included',
  },
];

/** What is asked of a place: a channel, a guild, a member, a role, all of which carry collections of others. */
export const discordLookUps: readonly string[] = [
  ...['messages.fetch', 'members.fetch', 'members.search', 'members.list', 'roles.fetch', 'channels.fetch', 'emojis.fetch'],
  ...['stickers.fetch', 'invites.fetch', 'bans.fetch', 'threads.fetch', 'threads.fetchActive', 'threads.fetchArchived', 'commands.fetch'],
  ...['users.fetch', 'guilds.fetch', 'fetchWebhooks', 'fetchInvites', 'fetchOwner', 'fetchAuditLogs', 'fetchVanityData'],
  'fetchStarterMessage',
];

/** What is sent to a place, or changed of it. */
export const discordOrders: readonly string[] = [
  ...['send', 'bulkDelete', 'sendTyping', 'createInvite', 'createWebhook', 'createDM', 'kick', 'ban', 'timeout', 'roles.add'],
  ...['disableCommunicationUntil', 'setName', 'setTopic', 'setNickname', 'setLocked', 'setArchived', 'setRateLimitPerUser', 'setParent'],
  ...['lockPermissions', 'roles.remove', 'roles.set', 'roles.create', 'roles.delete', 'members.ban', 'members.unban', 'members.kick'],
  ...['members.edit', 'members.add', 'members.remove', 'channels.create', 'channels.edit', 'channels.delete', 'threads.create'],
  ...['permissionOverwrites.create', 'permissionOverwrites.edit', 'permissionOverwrites.delete', 'permissionOverwrites.set'],
  ...['messages.edit', 'messages.delete', 'messages.crosspost', 'bans.create', 'bans.remove', 'emojis.create', 'stickers.create'],
  ...['invites.create', 'commands.set', 'commands.create'],
];

/** Members by which a message or an interaction leads to a place, for words that collections know as well. */
export const discordOwners: readonly string[] = ['channel', 'guild', 'member', 'thread', 'message', 'targetMessage', 'reference'];

/** What a collection that is kept gives of one. */
export const discordKept = (names: readonly string[]): readonly string[] =>
  names.flatMap((name) => ['get', 'find', 'first'].map((way) => `${name}.cache.${way}`));
