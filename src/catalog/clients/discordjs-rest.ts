import type { ClientModel } from '../../model/catalog/client';
import { discordDefaults, discordOptions } from '../families/discord';

export const discordjsRest: ClientModel = {
  id: '@discordjs/rest',
  title: 'Discord REST',
  modules: ['@discordjs/rest'],
  failure: 'throws',
  makes: [{ path: 'REST', options: ['arg[0]'] }, ...['setToken', 'setAgent'].map((path) => ({ path, on: ['instance'], inherits: true }))],
  calls: [
    { paths: ['get'], on: ['instance'], options: ['arg[1]'], effect: 'read', target: 'arg[0]' },
    { paths: ['post', 'put', 'patch', 'delete'], on: ['instance'], options: ['arg[1]'], effect: 'write', target: 'arg[0]' },
    {
      paths: ['request', 'queueRequest'],
      on: ['instance'],
      options: ['arg[0]'],
      effect: { method: ['arg[0].method'], otherwise: 'unknown' },
    },
  ],
  options: discordOptions(''),
  defaults: discordDefaults,
  advice: "new REST({ version: '10', timeout: 10_000, retries: 1 })",
  evidence: [{ url: 'https://discord.js.org/docs/packages/rest/main/RESTOptions:Interface', versions: '2.6.3', how: 'read' }],
};
