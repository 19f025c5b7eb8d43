import type { CallModel, ClientModel } from '../../model/catalog/client';
import { fernDefaults, fernOptions } from '../families/fern';
import { ownFetch } from '../families/fetch';
import { fetchFloor } from '../families/floor';

const at = (options: CallModel['options'], effect: CallModel['effect'], ...paths: readonly string[]): CallModel => ({
  paths,
  on: ['instance'],
  ...(options === undefined ? {} : { options }),
  effect,
});
const projects = 'manage.v1.projects';
const sdk = { title: 'Deepgram', timeoutMs: 60_000, versions: '>=5.0.0' };

/** What is asked over HTTP; its live streams are sockets, which are not told here. */
export const deepgramSdk: ClientModel = {
  id: '@deepgram/sdk',
  title: sdk.title,
  modules: ['@deepgram/sdk'],
  failure: 'throws',
  makes: [{ path: 'DeepgramClient', options: ['arg[0]'] }],
  calls: [
    { ...at(['arg[1]'], 'read', 'listen.v1.media.transcribeUrl'), traits: ['slow'] },
    // It answers with the head, and whoever asked reads the sound.
    { ...at(['arg[1]'], 'read', 'speak.v1.audio.generate', 'speak.v2.audio.generate'), traits: ['slow', 'head-first'] },
    { ...at(['arg[2]'], 'read', 'listen.v1.media.transcribeFile'), traits: ['slow'] },
    at(['arg[1]'], 'read', 'read.v1.text.analyze', 'manage.v1.models.list', 'manage.v1.models.get'),
    at(['arg[0]'], 'read', `${projects}.list`),
    at(
      ['arg[2]'],
      'read',
      `${projects}.get`,
      `${projects}.billing.balances.get`,
      ...['keys', 'models', 'requests'].flatMap((group) => [`${projects}.${group}.list`, `${projects}.${group}.get`]),
      `${projects}.usage.get`,
    ),
    at(['arg[1]'], 'read', `${projects}.billing.balances.list`, `${projects}.members.list`, `${projects}.members.invites.list`),
    at(['arg[1]'], 'write', 'auth.v1.tokens.grant', `${projects}.delete`, `${projects}.leave`),
    at(
      ['arg[2]'],
      'write',
      `${projects}.update`,
      `${projects}.keys.create`,
      `${projects}.keys.delete`,
      `${projects}.members.delete`,
      `${projects}.members.invites.create`,
      `${projects}.members.invites.delete`,
    ),
  ],
  options: [...fernOptions(sdk), ownFetch],
  defaults: [
    ...fernDefaults(sdk),
    ...fetchFloor,
    { facet: 'opaque', versions: '<5.0.0', may: ['timeout', 'retry'], says: 'Deepgram was another client before version 5' },
  ],
  advice: 'new DeepgramClient({ apiKey, timeoutInSeconds: 60 })',
  evidence: [{ url: 'https://github.com/deepgram/deepgram-js-sdk', versions: '5.13.0', how: 'read' }],
};
