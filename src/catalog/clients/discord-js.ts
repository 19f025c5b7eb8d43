import type { ClientModel } from '../../model/catalog/client';
import type { MakeModel } from '../../model/catalog/instance';
import { discordDefaults, discordKept, discordLookUps, discordOptions, discordOrders, discordOwners } from '../families/discord';

/** Places are channels, guilds, members, users and roles: what messages are sent to, and what is asked for others. */
const given = (on: string, kind: string, paths: readonly string[]): readonly MakeModel[] =>
  paths.map((path) => ({ path, on: [on], kind, inherits: true }));

const places = ['channels.fetch', 'members.fetch', 'roles.fetch', 'threads.fetch', 'threads.create', 'channels.create', 'createDM'];
const kept = ['channels', 'members', 'roles', 'threads', 'users', 'guilds'];
const collectors = ['createMessageComponentCollector', 'createMessageCollector', 'createReactionCollector'];

/** What a bot sends through discord.js. Where no event or type tells what is handed over, the objects it brings are not known. */
export const discordJs: ClientModel = {
  id: 'discord.js',
  title: 'discord.js',
  modules: ['discord.js'],
  failure: 'throws',
  makes: [
    { path: 'Client', kind: 'client', options: ['arg[0]'] },
    { path: 'REST', kind: 'rest', options: ['arg[0]'] },
    ...['setToken', 'setAgent'].map((path) => ({ path, on: ['rest'], kind: 'rest', inherits: true })),
    { path: 'WebhookClient', kind: 'webhook', options: ['arg[1]'], types: ['WebhookClient', 'Webhook'] },
    ...given('client', 'channel', ['channels.fetch', 'guilds.fetch', 'users.fetch', 'fetchWebhook', 'fetchInvite', ...discordKept(kept)]),
    {
      path: 'TextChannel',
      kind: 'channel',
      types: [
        ...['NewsChannel', 'ThreadChannel', 'DMChannel', 'User', 'GuildMember', 'Guild', 'VoiceChannel', 'TextBasedChannel', 'Role'],
        ...['GuildTextBasedChannel', 'GuildBasedChannel', 'AnyThreadChannel', 'CategoryChannel', 'ForumChannel', 'StageChannel'],
        ...['SendableChannels', 'GuildChannel', 'BaseGuildTextChannel', 'PartialGuildMember', 'PartialUser'],
      ],
    },
    ...given('channel', 'channel', [...places, ...discordKept(kept)]),
    ...given('channel', 'channel', ['fetch', 'edit', 'clone', 'setName']),
    ...given('message', 'message', ['find', 'first', 'last', 'at', 'get']),
    ...given('channel', 'message', ['send', 'messages.fetch', 'messages.cache.get', 'fetchStarterMessage', 'awaitMessageComponent']),
    {
      path: 'Message',
      kind: 'message',
      types: [
        ...['ChatInputCommandInteraction', 'CommandInteraction', 'ButtonInteraction', 'ModalSubmitInteraction', 'PartialMessage'],
        ...['StringSelectMenuInteraction', 'AnySelectMenuInteraction', 'MessageComponentInteraction', 'AutocompleteInteraction'],
        ...['UserContextMenuCommandInteraction', 'MessageContextMenuCommandInteraction', 'ContextMenuCommandInteraction'],
        ...['UserSelectMenuInteraction', 'RoleSelectMenuInteraction', 'ChannelSelectMenuInteraction', 'MentionableSelectMenuInteraction'],
        ...['RepliableInteraction', 'BaseInteraction', 'Interaction', 'InteractionResponse', 'MessageReaction', 'PartialMessageReaction'],
        'Poll',
      ],
    },
    ...given('message', 'message', [
      'reply',
      'followUp',
      'editReply',
      'fetchReply',
      'deferReply',
      'awaitMessageComponent',
      'awaitModalSubmit',
    ]),
    ...given('message', 'message', ['fetch', 'edit', 'update', '*.send', '*.messages.fetch', 'fetchReference']),
    ...given('message', 'channel', ['startThread', ...places.map((path) => `*.${path}`), ...discordKept(kept).map((path) => `*.${path}`)]),
    ...given('message', 'channel', ['options.getChannel', 'options.getMember', 'options.getUser']),
    ...['channel', 'message'].flatMap((on) => collectors.map((path) => ({ path, on: [on], kind: 'collector' }))),
    ...collectors.map((path) => ({ path: `*.${path}`, on: ['message'], kind: 'collector' })),
  ],
  calls: [
    { paths: ['get'], on: ['rest'], options: ['arg[1]'], effect: 'read', target: 'arg[0]' },
    { paths: ['post', 'put', 'patch', 'delete'], on: ['rest'], options: ['arg[1]'], effect: 'write', target: 'arg[0]' },
    { paths: ['login'], on: ['client'], effect: 'read', traits: ['connection'] },
    {
      paths: [
        'channels.fetch',
        'guilds.fetch',
        'users.fetch',
        'application.fetch',
        'application.commands.fetch',
        'fetchWebhook',
        'fetchInvite',
      ],
      on: ['client'],
      effect: 'read',
    },
    {
      paths: [
        ...['application.commands.set', 'application.commands.create', 'application.commands.delete', 'application.edit'],
        ...['user.edit', 'user.setUsername', 'user.setAvatar', 'user.setBanner'],
      ],
      on: ['client'],
      effect: 'write',
    },
    {
      paths: [...discordLookUps, 'fetch', 'guild.fetch', ...discordLookUps.map((path) => `guild.${path}`)],
      on: ['channel'],
      effect: 'read',
    },
    {
      paths: [...discordOrders, 'edit', 'delete', 'leave', 'join', ...discordOrders.map((path) => `guild.${path}`)],
      on: ['channel'],
      effect: 'write',
    },
    { paths: ['fetchReply', 'fetch', 'fetchReference', 'users.fetch'], on: ['message'], effect: 'read' },
    {
      paths: [
        ...[
          'reply',
          'deferReply',
          'deferUpdate',
          'editReply',
          'deleteReply',
          'followUp',
          'update',
          'showModal',
          'respond',
          'react',
          'edit',
        ],
        ...['delete', 'pin', 'unpin', 'crosspost', 'startThread', 'suppressEmbeds', 'remove', 'users.remove', 'reactions.removeAll', 'end'],
      ],
      on: ['message'],
      effect: 'write',
    },
    // By way of the message: `message.guild.members.fetch()`, `interaction.channel.send('hello')`.
    {
      paths: [...discordLookUps.map((path) => `*.${path}`), ...discordOwners.map((owner) => `${owner}.fetch`)],
      on: ['message'],
      effect: 'read',
    },
    {
      paths: [
        ...discordOrders.map((path) => `*.${path}`),
        ...discordOwners.flatMap((owner) => ['edit', 'delete', 'reply', 'react'].map((path) => `${owner}.${path}`)),
      ],
      on: ['message'],
      effect: 'write',
    },
    { paths: ['send', 'editMessage', 'deleteMessage', 'edit', 'delete'], on: ['webhook'], effect: 'write' },
    { paths: ['fetchMessage'], on: ['webhook'], effect: 'read' },
  ],
  // What an event brings is a message, an interaction, or something else that is answered or sent to.
  hands: [{ paths: ['on', 'once'], on: ['client', 'collector'], kind: 'message' }],
  // A `REST` made by hand takes them bare, everything else under `rest`.
  options: [
    ...discordOptions('rest.').map((row) => (row.at === 'call' ? row : { ...row, on: ['client', 'channel', 'message', 'webhook'] })),
    ...discordOptions('').map((row) => ({ ...row, on: ['rest'] })),
  ],
  defaults: discordDefaults,
  advice: 'new Client({ intents, rest: { timeout: 10_000, retries: 1 } })',
  evidence: [{ url: 'https://discord.js.org/docs/packages/rest/main/RESTOptions:Interface', versions: '14.28.1', how: 'read' }],
};
