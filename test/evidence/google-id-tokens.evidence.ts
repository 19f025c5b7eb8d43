import { describe, expect, it } from 'vitest';
import { place } from './faults';
import { load } from './packages/load.mjs';
import { fairly } from './running';

/** A client for identity tokens is made without the options of the `GoogleAuth` that makes it. */

const { GoogleAuth } = await load('google-auth-library').then((loaded) => loaded.default ?? loaded);

const credentials = { type: 'service_account', client_email: 'a@b.example', private_key: 'k', project_id: 'p' };

/** Asks a server that never answers, with a token that is good for an hour. */
const asked = async (call: object) => {
  const spot = await place('silent');
  const auth = new GoogleAuth({ credentials, clientOptions: { transporterOptions: { timeout: 300 } } });
  const client = await auth.getIdTokenClient(spot.url);
  client.credentials = { id_token: 't', expiry_date: Date.now() + 3_600_000 };
  const start = performance.now();
  const ended = client.request({ url: spot.url, retry: false, ...call }).then(
    () => 'answered',
    () => 'failed',
  );
  const how = await Promise.race([ended, new Promise<string>((resolve) => setTimeout(() => resolve('waits'), 1500))]);
  const took = performance.now() - start;
  await spot.close();
  expect(spot.came).toHaveLength(1);
  return { how, took };
};

describe.concurrent('a client for identity tokens', () => {
  it('waits on past the time of the clients that its maker makes', () => fairly(async () => expect((await asked({})).how).toBe('waits')));

  it('gives up by the time of the request', () =>
    fairly(async () => {
      const { how, took } = await asked({ timeout: 300 });
      expect(how).toBe('failed');
      expect(took).toBeLessThan(1400);
    }));
});
