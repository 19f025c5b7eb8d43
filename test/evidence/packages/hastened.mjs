import { generateKeyPairSync } from 'node:crypto';
import { Agent } from 'node:https';
import timers from 'node:timers';
import pause from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

/** A thread whose clock runs many times as fast: what a library waits hours for is seen in seconds. It makes one call and tells how long that took by this clock. */

const { haste, call, at } = workerData;
const clock = performance.now.bind(performance);
const start = Date.now();
const since = () => clock() * haste;
const now = () => start + since();

for (const name of ['setTimeout', 'setInterval']) {
  const own = globalThis[name];
  const hasty = (work, ms = 1, ...rest) => own(work, ms / haste, ...rest);
  Object.defineProperties(hasty, Object.getOwnPropertyDescriptors(own));
  globalThis[name] = hasty;
  timers[name] = hasty;
}
const patient = pause.setTimeout;
pause.setTimeout = (ms, ...rest) => patient(ms / haste, ...rest);

globalThis.Date = class extends Date {
  constructor(...parts) {
    super(...(parts.length === 0 ? [now()] : parts));
  }
  static now = () => Math.floor(now());
};
performance.now = since;
const moment = () => [Math.floor(since() / 1000), Math.floor((since() % 1000) * 1e6)];
process.hrtime = Object.assign(
  (before) => {
    const [seconds, nanos] = moment();
    if (before === undefined) return [seconds, nanos];
    const spent = (seconds - before[0]) * 1e9 + nanos - before[1];
    return [Math.floor(spent / 1e9), spent % 1e9];
  },
  { bigint: () => BigInt(Math.floor(since() * 1e6)) },
);

process.env.METADATA_SERVER_DETECTION = 'none';

const quiet = { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, getLevel() {}, setName() {} };
const whole = (loaded) => loaded.default ?? loaded;

const calls = {
  async slack() {
    const { WebClient } = whole(await import('@slack/web-api'));
    const client = new WebClient('t', { slackApiUrl: `${at.url}/`, logger: quiet });
    return () => client.auth.test();
  },
  async jsforce() {
    const { Connection } = whole(await import('jsforce'));
    const connection = new Connection({ instanceUrl: at.url, accessToken: 't' });
    return () => connection.requestGet('/a');
  },
  async telegraf() {
    const { Telegraf } = whole(await import('telegraf'));
    return () => new Telegraf('1:a', { telegram: { apiRoot: at.url } }).telegram.getMe();
  },
  async bolt() {
    const { App } = whole(await import('@slack/bolt'));
    const authorize = () => ({});
    const app = new App({ signingSecret: 's', authorize, logger: quiet, clientOptions: { slackApiUrl: `${at.url}/` } });
    return () => app.client.auth.test();
  },
  async storageAsks() {
    return () => storageFile(at).then((file) => file.getMetadata());
  },
  async storageReads() {
    return () => storageFile(at).then((file) => file.download());
  },
  async storageSends() {
    return () => storageFile(at).then((file) => file.save('text', { resumable: false }));
  },
  async speech() {
    const { grpc } = whole(await import('google-gax'));
    const { SpeechClient } = whole(await import('@google-cloud/speech'));
    const client = new SpeechClient({
      apiEndpoint: at.host,
      port: at.port,
      sslCreds: grpc.credentials.createInsecure(),
      projectId: 'p',
    });
    return () => client.recognize({ config: {}, audio: {} }, { retry: { retryCodes: [] } });
  },
  async redis() {
    const { createClient } = whole(await import('redis-3'));
    const client = createClient({ host: at.host, port: at.port });
    client.on('error', () => {});
    return () => new Promise((resolve, reject) => client.get('a', (failure, value) => (failure ? reject(failure) : resolve(value))));
  },
  async firestore() {
    const { Firestore } = whole(await import('@google-cloud/firestore'));
    const store = new Firestore({ projectId: 'p', host: at.host, port: at.port, ssl: false });
    return () => store.doc('a/b').get();
  },
  async flush() {
    return flushed(at, whole(await import('nats')));
  },
  async flushNewer() {
    return flushed(at, whole(await import('@nats-io/transport-node')));
  },
  async bigQueryAsks() {
    const { BigQuery } = whole(await import('google-cloud-bigquery-7'));
    const bigQuery = new BigQuery({ apiEndpoint: at.url, projectId: 'p', autoRetry: false, maxRetries: 0 });
    bigQuery.authClient.authorizeRequest = async (options) => options;
    return () => bigQuery.getDatasets();
  },
  async translateAsks() {
    process.env.GOOGLE_CLOUD_TRANSLATE_ENDPOINT = at.url;
    const { v2 } = whole(await import('google-cloud-translate-8'));
    const translate = new v2.Translate({ key: 'k', projectId: 'p', autoRetry: false, maxRetries: 0 });
    return () => translate.getLanguages();
  },
  async adminAuth() {
    const { getAuth } = await import('firebase-admin/auth');
    const app = await admin();
    return () => getAuth(app).getUser('u');
  },
  async adminRead() {
    const documents = await adminDocuments();
    return () => documents.doc('a/b').get();
  },
  async adminWrite() {
    const documents = await adminDocuments();
    return () => documents.doc('a/b').set({});
  },
  async adminMessage() {
    const { getMessaging } = await import('firebase-admin/messaging');
    const app = await adminAtFixedHosts();
    return () => getMessaging(app).send({ topic: 't' });
  },
  async adminInstallation() {
    const { getInstallations } = await import('firebase-admin/installations');
    const app = await adminAtFixedHosts();
    return () => getInstallations(app).deleteInstallation('i');
  },
  async adminToken() {
    const { getAppCheck } = await import('firebase-admin/app-check');
    const app = await adminAtFixedHosts();
    return () => getAppCheck(app).createToken('a');
  },
  async adminTemplate() {
    const { getRemoteConfig } = await import('firebase-admin/remote-config');
    const app = await adminAtFixedHosts();
    return () => getRemoteConfig(app).getTemplate();
  },
  async adminKeys() {
    const { getAuth } = await import('firebase-admin/auth');
    const app = await adminAtFixedHosts();
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: 'https://securetoken.google.com/p', aud: 'p', sub: 'u', iat: now, exp: now + 3600, auth_time: now };
    return () => getAuth(app).verifyIdToken(tokenOf(claims));
  },
  async adminCheck() {
    const { getAppCheck } = await import('firebase-admin/app-check');
    const app = await adminAtFixedHosts();
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: 'https://firebaseappcheck.googleapis.com/1', aud: ['projects/p'], sub: 'u', iat: now, exp: now + 3600 };
    return () => getAppCheck(app).verifyToken(tokenOf(claims));
  },
  async adminReference() {
    const { getDatabase } = await import('firebase-admin/database');
    const app = await admin();
    return () => getDatabase(app).ref('a').get();
  },
};

/** A key and the credential that signs with it. */
async function account() {
  const { cert } = await import('firebase-admin/app');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  return cert({ projectId: 'p', clientEmail: 'a@p.test', privateKey: pem });
}

/** A token that somebody has signed, with whose key is not known here. */
function tokenOf(claims) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', kid: 'k', typ: 'JWT' })}.${part(claims)}.AAAA`;
}

/** An application whose services ask hosts of their own over TLS: each connection is led here. */
async function adminAtFixedHosts() {
  const { initializeApp } = await import('firebase-admin/app');
  const credential = await account();
  credential.getAccessToken = async () => ({ access_token: 't', expires_in: 3600 });
  const httpAgent = new Agent({ rejectUnauthorized: false });
  const { createConnection } = httpAgent;
  httpAgent.createConnection = (options, ...rest) =>
    createConnection.call(httpAgent, { ...options, host: at.host, port: at.port }, ...rest);
  return initializeApp({ projectId: 'p', credential, httpAgent });
}

async function admin() {
  // Hosts of an emulator are told by the environment, which is this thread's own.
  process.env.FIREBASE_AUTH_EMULATOR_HOST = `${at.host}:${at.port}`;
  process.env.FIREBASE_DATABASE_EMULATOR_HOST = `${at.host}:${at.port}`;
  const { initializeApp } = await import('firebase-admin/app');
  const credential = await account();
  return initializeApp({ projectId: 'p', databaseURL: `http://${at.host}:${at.port}?ns=p`, credential });
}

async function adminDocuments() {
  const { getFirestore } = await import('firebase-admin/firestore');
  const documents = getFirestore(await admin());
  documents.settings({ host: `${at.host}:${at.port}`, ssl: false });
  return documents;
}

const run = await calls[call]();
const began = since();
const tell = (rejected) => (what) => parentPort.postMessage({ ms: since() - began, rejected, why: String(what).slice(0, 300) });
run().then(tell(false), tell(true));

/** A file of a service that is tried once, in the last version that keeps its 60 s. */
async function storageFile({ url }) {
  const { Storage } = whole(await import('google-cloud-storage-6'));
  const storage = new Storage({ apiEndpoint: url, projectId: 'p', retryOptions: { autoRetry: false, maxRetries: 0 } });
  storage.authClient.authorizeRequest = async (options) => options;
  return storage.bucket('b').file('f');
}

/** Asks a server whether all has arrived. */
async function flushed({ host, port }, { connect }) {
  const connection = await connect({ servers: `${host}:${port}` });
  return () => connection.flush();
}
