import type { ClientModel } from '../../model/catalog';
import { discordDefaults, discordOptions } from '../families/discord';

/** What a bot sends through discord.js; objects that arrive in events are known by their written types. */
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
    ...['channels.fetch', 'guilds.fetch', 'users.fetch', 'fetchWebhook', 'fetchInvite'].map((path) => ({
      path,
      on: ['client'],
      kind: 'channel',
      inherits: true,
    })),
    {
      path: 'TextChannel',
      kind: 'channel',
      types: ['NewsChannel', 'ThreadChannel', 'DMChannel', 'User', 'GuildMember', 'Guild', 'VoiceChannel', 'TextBasedChannel'],
    },
    {
      path: 'Message',
      kind: 'message',
      types: [
        'ChatInputCommandInteraction',
        'CommandInteraction',
        'ButtonInteraction',
        'ModalSubmitInteraction',
        'StringSelectMenuInteraction',
      ],
    },
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
    { paths: ['application.commands.set', 'application.commands.create', 'application.commands.delete'], on: ['client'], effect: 'write' },
    {
      paths: ['messages.fetch', 'members.fetch', 'roles.fetch', 'channels.fetch', 'fetch', 'fetchWebhooks'],
      on: ['channel'],
      effect: 'read',
    },
    {
      paths: [
        'send',
        'bulkDelete',
        'sendTyping',
        'createInvite',
        'createWebhook',
        'setName',
        'setTopic',
        'kick',
        'ban',
        'timeout',
        'roles.add',
        'roles.remove',
        'createDM',
      ],
      on: ['channel'],
      effect: 'write',
    },
    { paths: ['fetchReply', 'fetch'], on: ['message'], effect: 'read' },
    {
      paths: [
        'reply',
        'deferReply',
        'deferUpdate',
        'editReply',
        'deleteReply',
        'followUp',
        'update',
        'showModal',
        'react',
        'edit',
        'delete',
        'pin',
        'crosspost',
      ],
      on: ['message'],
      effect: 'write',
    },
    { paths: ['send', 'editMessage', 'deleteMessage', 'edit', 'delete'], on: ['webhook'], effect: 'write' },
    { paths: ['fetchMessage'], on: ['webhook'], effect: 'read' },
  ],
  // What an event brings is a message, an interaction, or something else that is answered or sent to.
  hands: [{ paths: ['on', 'once'], on: ['client'], kind: 'message' }],
  // A `REST` made by hand takes them bare, everything else under `rest`.
  options: [
    ...discordOptions('rest.').map((row) => (row.at === 'call' ? row : { ...row, on: ['client', 'channel', 'message', 'webhook'] })),
    ...discordOptions('').map((row) => ({ ...row, on: ['rest'] })),
  ],
  defaults: discordDefaults,
  advice: 'new Client({ intents, rest: { timeout: 10_000, retries: 1 } })',
  evidence: [{ url: 'https://discord.js.org/docs/packages/rest/main/RESTOptions:Interface', versions: '14.28.1', how: 'read' }],
};
