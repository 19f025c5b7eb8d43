import { claim } from './claims';
import { mute, type Place } from './faults';
import { load } from './packages/load.mjs';
import { record } from './proofs';
import type { Options, Table } from './table';

record(import.meta.filename);

/** Each service is told the address of an emulator, which is a server at fault here. */

const { deleteApp, initializeApp } = await load('firebase/app');
const auth = await load('firebase/auth');
const firestore = await load('firebase/firestore');
const functions = await load('firebase/functions');
const storage = await load('firebase/storage');
firestore.setLogLevel('silent');

let apps = 0;

/** An app of one claim's own; its services end with it. */
function app(at: Place): unknown {
  apps += 1;
  const made = initializeApp({ projectId: 'p', apiKey: 'k', storageBucket: 'b' }, `app ${apps}`);
  at.after(() => deleteApp(made));
  return made;
}

function callable(at: Place, made: Options): Promise<unknown> {
  const service = functions.getFunctions(app(at));
  functions.connectFunctionsEmulator(service, at.host, at.port);
  return functions.httpsCallable(service, 'f', made)();
}

function document(at: Place): unknown {
  const service = firestore.initializeFirestore(app(at), {});
  firestore.connectFirestoreEmulator(service, at.host, at.port);
  return firestore.doc(service, 'a/b');
}

function file(at: Place): unknown {
  const service = storage.getStorage(app(at));
  storage.connectStorageEmulator(service, at.host, at.port);
  return storage.ref(service, 'a');
}

function signIn(at: Place): Promise<unknown> {
  const service = auth.getAuth(app(at));
  auth.connectAuthEmulator(service, at.url, { disableWarnings: true });
  return auth.signInAnonymously(service);
}

const part = (on: string, rest: Omit<Table, 'id' | 'package' | 'on'>): Table => ({
  id: 'firebase',
  package: 'firebase',
  on: [on],
  ...rest,
});

claim(
  part('callable', {
    get: (at, _, made) => callable(at, made),
    bare: { silent: 70_000 },
    options: [{ option: 'timeout', at: 'instance', value: 400, bounds: { silent: true } }],
    counts: [{ fault: 503, sends: 1 }],
  }),
  part('getDoc', { place: () => mute(), get: (at) => firestore.getDoc(document(at)), bare: { mute: 10_000 } }),
  part('setDoc', { place: () => mute(), get: (at) => firestore.setDoc(document(at), { a: 1 }), bare: { mute: 'pending' }, cap: 12_000 }),
  part('getMetadata', { get: (at) => storage.getMetadata(file(at)), bare: { silent: 'pending' } }),
  part('uploadString', { get: (at) => storage.uploadString(file(at), 'text'), bare: { silent: 'pending' } }),
  part('signInAnonymously', { get: signIn, bare: { silent: 30_000 }, counts: [{ fault: 503, sends: 1 }] }),
);
