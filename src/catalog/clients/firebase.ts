import type { ClientModel } from '../../model/catalog/client';
import type { DefaultModel } from '../../model/catalog/default';
import { noTimeout } from '../families/floor';

const operations = [
  'getDownloadURL',
  'getMetadata',
  'list',
  'listAll',
  'getBytes',
  'getBlob',
  'getStream',
  'updateMetadata',
  'deleteObject',
];
const uploads = ['uploadBytes', 'uploadString', 'uploadBytesResumable'];

function repeats(on: readonly string[], seconds: number): DefaultModel {
  return {
    facet: 'retry',
    on,
    attempts: 'unknown',
    backoff: 'exponential',
    jitter: true,
    delayMs: 1_000,
    totalMs: seconds * 1000,
    writes: true,
    onStatus: true,
    says: `Firebase Storage repeats ${on === uploads ? 'an upload' : 'an operation'} for up to ${seconds} s`,
  };
}

/** The modular functions take the service as an argument, so they are calls of the module itself. */
export const firebase: ClientModel = {
  id: 'firebase',
  title: 'Firebase',
  modules: [
    'firebase/firestore',
    'firebase/firestore/lite',
    'firebase/functions',
    'firebase/storage',
    'firebase/auth',
    'firebase/database',
    'firebase/ai',
  ],
  package: 'firebase',
  failure: 'throws',
  makes: [
    { path: 'httpsCallable', kind: 'callable', options: ['arg[2]'] },
    { path: 'writeBatch', kind: 'batch', types: ['WriteBatch'] },
    ...['set', 'update', 'delete'].map((path) => ({ path, on: ['batch'], kind: 'batch' })),
    { path: 'httpsCallableFromURL', kind: 'callable', options: ['arg[2]'] },
  ],
  calls: [
    {
      paths: ['getDoc', 'getDocs', 'getDocFromServer', 'getDocsFromServer', 'getCountFromServer', 'getAggregateFromServer'],
      on: ['module'],
      effect: 'read',
    },
    { paths: ['setDoc', 'addDoc', 'updateDoc', 'deleteDoc', 'runTransaction'], on: ['module'], effect: 'write' },
    { paths: ['commit'], on: ['batch'], effect: 'write' },
    { paths: [''], on: ['callable'], effect: 'write' },
    { paths: ['getDownloadURL', 'getMetadata', 'list', 'listAll', 'getBytes', 'getBlob', 'getStream'], on: ['module'], effect: 'read' },
    { paths: ['uploadBytes', 'uploadString', 'uploadBytesResumable', 'updateMetadata', 'deleteObject'], on: ['module'], effect: 'write' },
    {
      paths: [
        'signInWithEmailAndPassword',
        'signInWithCustomToken',
        'signInWithCredential',
        'signInAnonymously',
        'signInWithPhoneNumber',
        'getIdToken',
        'getIdTokenResult',
        'fetchSignInMethodsForEmail',
        'reload',
        'checkActionCode',
        'verifyPasswordResetCode',
      ],
      on: ['module'],
      effect: 'read',
    },
    {
      paths: [
        'createUserWithEmailAndPassword',
        'sendPasswordResetEmail',
        'sendEmailVerification',
        'sendSignInLinkToEmail',
        'updateProfile',
        'updateEmail',
        'updatePassword',
        'confirmPasswordReset',
        'applyActionCode',
        'deleteUser',
        'linkWithCredential',
        'unlink',
        'reauthenticateWithCredential',
      ],
      on: ['module'],
      effect: 'write',
    },
    // The same names serve the Realtime Database.
    { paths: ['get'], on: ['module'], effect: 'read' },
    { paths: ['set', 'update', 'remove'], on: ['module'], effect: 'write' },
  ],
  options: [{ option: 'timeout', at: 'instance', on: ['callable'], sets: 'timeout' }],
  defaults: [
    {
      facet: 'timeout',
      covers: 'attempt',
      ms: 10_000,
      on: ['getDoc', 'getDocs', 'getDocFromServer', 'getDocsFromServer', 'getCountFromServer', 'getAggregateFromServer'],
      says: 'Firestore calls itself offline and gives up a read after about 10 s',
    },
    {
      facet: 'timeout',
      covers: 'attempt',
      ms: 'unbounded',
      on: ['setDoc', 'addDoc', 'updateDoc', 'deleteDoc', 'runTransaction', 'commit', 'get', 'set', 'update', 'remove'],
      says: 'the promise of a write does not settle while the client is offline',
    },
    { facet: 'timeout', covers: 'attempt', ms: 70_000, on: ['callable'], says: 'a callable function gives up after 70 s' },
    // Its times end the repeats; a request that is on its way is waited for.
    {
      ...noTimeout('Firebase Storage waits for an answer without end; its times bound the repeats alone'),
      on: [...operations, ...uploads],
    },
    repeats(operations, 120),
    repeats(uploads, 600),
    {
      facet: 'timeout',
      covers: 'attempt',
      ms: 30_000,
      on: [
        'signInWithEmailAndPassword',
        'signInWithCustomToken',
        'signInWithCredential',
        'signInAnonymously',
        'signInWithPhoneNumber',
        'getIdToken',
        'getIdTokenResult',
        'fetchSignInMethodsForEmail',
        'reload',
        'checkActionCode',
        'verifyPasswordResetCode',
        'createUserWithEmailAndPassword',
        'sendPasswordResetEmail',
        'sendEmailVerification',
        'sendSignInLinkToEmail',
        'updateProfile',
        'updateEmail',
        'updatePassword',
        'confirmPasswordReset',
        'applyActionCode',
        'deleteUser',
        'linkWithCredential',
        'unlink',
        'reauthenticateWithCredential',
      ],
      says: 'Firebase Auth gives up after 30 s, on a phone after 60 s',
    },
  ],
  advice: "httpsCallable(functions, 'name', { timeout: 15_000 })",
  evidence: [{ url: 'https://firebase.google.com/docs/reference/js', versions: '11.10.0', how: 'read' }],
};
