import { generateKeyPairSync } from 'node:crypto';
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
  async firestore() {
    const { Firestore } = whole(await import('@google-cloud/firestore'));
    const store = new Firestore({ projectId: 'p', host: at.host, port: at.port, ssl: false });
    return () => store.doc('a/b').get();
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
  async adminReference() {
    const { getDatabase } = await import('firebase-admin/database');
    const app = await admin();
    return () => getDatabase(app).ref('a').get();
  },
};

async function admin() {
  // Hosts of an emulator are told by the environment, which is this thread's own.
  process.env.FIREBASE_AUTH_EMULATOR_HOST = `${at.host}:${at.port}`;
  process.env.FIREBASE_DATABASE_EMULATOR_HOST = `${at.host}:${at.port}`;
  const { cert, initializeApp } = await import('firebase-admin/app');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  const credential = cert({ projectId: 'p', clientEmail: 'a@p.test', privateKey: pem });
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
