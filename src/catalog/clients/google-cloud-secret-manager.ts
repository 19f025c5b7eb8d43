import type { ClientModel } from '../../model/catalog/client';
import { gaxLibrary } from '../families/google';

export const googleCloudSecretManager: ClientModel = gaxLibrary({
  id: '@google-cloud/secret-manager',
  title: 'Google Secret Manager',
  classes: ['SecretManagerServiceClient'],
  methods: [
    'getSecret',
    'createSecret',
    'updateSecret',
    'deleteSecret',
    'listSecrets',
    'addSecretVersion',
    'getSecretVersion',
    'listSecretVersions',
    'disableSecretVersion',
    'enableSecretVersion',
    'destroySecretVersion',
    'setIamPolicy',
  ],
  reads: ['accessSecretVersion', 'getIamPolicy', 'testIamPermissions'],
  timeoutMs: 60_000,
  repeats: false,
  own: [{ methods: ['accessSecretVersion'], timeoutMs: 60_000, delayMs: 2_000 }],
  versions: '6.3',
});
