import type { ClientModel } from '../../model/catalog/client';
import type { MakeModel } from '../../model/catalog/instance';
import { firestoreCalls, firestoreDefaults, firestoreMakes } from '../families/firestore';

/** Kinds of services: `getAuth()` of the modular packages, `admin.auth()` and `app.auth()` of the namespace. */
const services: readonly MakeModel[] = [
  ['getAuth', 'auth', 'Auth'],
  ['getMessaging', 'messaging', 'Messaging'],
  ['getFirestore', 'firestore', 'Firestore'],
  ['getDatabase', 'database', 'Database'],
  ['getAppCheck', 'appCheck', 'AppCheck'],
  ['getInstallations', 'installations', 'Installations'],
  ['getRemoteConfig', 'remoteConfig', 'RemoteConfig'],
].flatMap(([get = '', member = '', type = '']) => {
  const kind = member === 'firestore' ? 'instance' : member === 'database' ? 'database' : member;
  return [
    { path: get, kind, types: [type] },
    { path: member, on: ['module', 'app'], kind },
  ];
});

/** They ask for Google's keys first, when there are none that still hold. */
const verifies = ['verifyIdToken', 'verifySessionCookie'];

export const firebaseAdmin: ClientModel = {
  id: 'firebase-admin',
  title: 'Firebase Admin',
  modules: ['firebase-admin', 'firebase-admin/*'],
  package: 'firebase-admin',
  failure: 'throws',
  makes: [
    ...services,
    { path: 'initializeApp', kind: 'app', types: ['App'] },
    { path: 'app', kind: 'app' },
    { path: 'tenantManager', on: ['auth'], kind: 'tenants' },
    { path: 'authForTenant', on: ['tenants'], kind: 'auth' },
    { path: 'ref', on: ['database'], kind: 'reference', types: ['Reference'] },
    ...['child', 'push', 'orderByChild', 'orderByKey', 'orderByValue', 'equalTo', 'limitToFirst', 'limitToLast', 'startAt', 'endAt'].map(
      (path) => ({
        path,
        on: ['reference'],
        kind: 'reference',
      }),
    ),
    ...firestoreMakes,
  ],
  calls: [
    ...firestoreCalls,
    {
      paths: [
        'getUser',
        'getUserByEmail',
        'getUserByPhoneNumber',
        'getUserByProviderUid',
        'getUsers',
        'listUsers',
        'generatePasswordResetLink',
        'generateEmailVerificationLink',
        'generateSignInWithEmailLink',
        'generateVerifyAndChangeEmailLink',
        'listProviderConfigs',
        'getProviderConfig',
        'createSessionCookie',
      ],
      on: ['auth'],
      effect: 'read',
    },
    { paths: verifies, on: ['auth'], effect: 'read', without: ['default:timeout'] },
    {
      paths: [
        'createUser',
        'updateUser',
        'deleteUser',
        'deleteUsers',
        'importUsers',
        'setCustomUserClaims',
        'revokeRefreshTokens',
        'createProviderConfig',
        'updateProviderConfig',
        'deleteProviderConfig',
      ],
      on: ['auth'],
      effect: 'write',
    },
    { paths: ['getTenant', 'listTenants'], on: ['tenants'], effect: 'read' },
    { paths: ['createTenant', 'updateTenant', 'deleteTenant'], on: ['tenants'], effect: 'write' },
    {
      paths: [
        'send',
        'sendEach',
        'sendEachForMulticast',
        'sendAll',
        'sendMulticast',
        'sendToDevice',
        'sendToTopic',
        'sendToCondition',
        'subscribeToTopic',
        'unsubscribeFromTopic',
      ],
      on: ['messaging'],
      effect: 'write',
    },
    { paths: ['createToken'], on: ['appCheck'], effect: 'read' },
    { paths: ['verifyToken'], on: ['appCheck'], effect: 'read' },
    { paths: ['deleteInstallation'], on: ['installations'], effect: 'write' },
    { paths: ['getTemplate', 'getTemplateAtVersion', 'listVersions', 'getServerTemplate'], on: ['remoteConfig'], effect: 'read' },
    { paths: ['publishTemplate', 'rollback'], on: ['remoteConfig'], effect: 'write' },
    { paths: ['get', 'once'], on: ['reference'], effect: 'read' },
    { paths: ['set', 'update', 'remove', 'transaction'], on: ['reference'], effect: 'write' },
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 25_000, on: ['auth', 'tenants'], says: 'Firebase Auth gives up an attempt after 25 s' },
    {
      facet: 'opaque',
      may: ['timeout'],
      on: verifies.map((path) => `auth:${path}`),
      says: 'Firebase Auth keeps the keys it verifies with for hours, and asks for new ones without a bound',
    },
    { facet: 'timeout', covers: 'attempt', ms: 15_000, on: ['messaging'], says: 'Firebase Messaging gives up an attempt after 15 s' },
    {
      facet: 'timeout',
      covers: 'attempt',
      ms: 10_000,
      on: ['installations'],
      says: 'Firebase gives up an attempt to delete an installation after 10 s',
    },
    {
      facet: 'timeout',
      covers: 'attempt',
      ms: 'unbounded',
      on: ['appCheck:createToken', 'remoteConfig'],
      says: 'Firebase waits for App Check and Remote Config without end',
    },
    {
      facet: 'timeout',
      covers: 'attempt',
      ms: 30_000,
      on: ['appCheck:verifyToken'],
      says: 'Firebase gives up asking for the keys of App Check after 30 s',
    },
    {
      facet: 'retry',
      attempts: 5,
      backoff: 'exponential',
      jitter: false,
      delayMs: 1_000,
      maxDelayMs: 60_000,
      writes: true,
      onTimeout: true,
      on: ['auth', 'tenants', 'messaging', 'appCheck', 'installations', 'remoteConfig'],
      says: 'Firebase Admin tries 5 times after timeouts, resets and 503, for the second time at once, then with pauses from 1 s on',
    },
    ...firestoreDefaults,
    {
      facet: 'timeout',
      covers: 'attempt',
      ms: 'unbounded',
      on: ['database', 'reference'],
      says: 'the Realtime Database waits until it is connected again',
    },
    {
      facet: 'retry',
      attempts: 'unbounded',
      backoff: 'exponential',
      jitter: true,
      writes: true,
      reconnect: true,
      on: ['database', 'reference'],
      says: 'the Realtime Database reconnects without end',
    },
  ],
  advice: 'pTimeout(getAuth().getUser(uid), { milliseconds: 10_000 })',
  evidence: [{ url: 'https://firebase.google.com/docs/reference/admin/node', versions: '13.10.0', how: 'read' }],
};
