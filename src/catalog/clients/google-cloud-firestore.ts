import type { ClientModel } from '../../model/catalog/client';
import type { MakeModel } from '../../model/catalog/instance';
import { firestoreCalls, firestoreDefaults, firestoreMakes } from '../families/firestore';

const made: readonly MakeModel[] = [{ path: 'Firestore', options: ['arg[0]'] }, ...firestoreMakes];

export const googleCloudFirestore: ClientModel = {
  id: '@google-cloud/firestore',
  title: 'Firestore',
  modules: ['@google-cloud/firestore'],
  failure: 'throws',
  traits: ['database', 'pooled'],
  makes: [...made, { path: '', options: ['arg[0]'] }],
  calls: firestoreCalls,
  options: [],
  defaults: firestoreDefaults,
  advice: 'pTimeout(document.get(), { milliseconds: 10_000 })',
  evidence: [{ url: 'https://cloud.google.com/nodejs/docs/reference/firestore/latest', versions: '8.7.1', how: 'read' }],
};
