import type { ClientModel } from '../../model/catalog/client';
import { gaxLibrary } from '../families/google';

export const googleCloudDialogflow: ClientModel = gaxLibrary({
  id: '@google-cloud/dialogflow',
  title: 'Dialogflow',
  classes: ['SessionsClient', 'IntentsClient', 'AgentsClient', 'EntityTypesClient', 'ContextsClient'],
  methods: [
    'listIntents',
    'getIntent',
    'createIntent',
    'updateIntent',
    'deleteIntent',
    'listEntityTypes',
    'getEntityType',
    'createEntityType',
    'updateEntityType',
    'deleteEntityType',
    'getAgent',
    'setAgent',
    'listContexts',
    'getContext',
    'createContext',
    'updateContext',
    'deleteContext',
  ],
  reads: ['detectIntent'],
  timeoutMs: 60_000,
  repeats: true,
  versions: 'google-gax 5.0.8',
});
