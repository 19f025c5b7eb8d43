import { claim } from './claims';
import { load } from './packages/load.mjs';
import { record } from './proofs';

record(import.meta.filename);

const tus = await load('tus-js-client');

const whole = { silent: 'pending', body: 'pending', hole: 'pending' } as const;

/** Requests that are broken off after 400 ms. */
const briefStack = () => {
  const stack = new tus.DefaultHttpStack({});
  return {
    getName: () => 'brief',
    createRequest: (method: string, url: string) => {
      const request = stack.createRequest(method, url);
      const send = request.send.bind(request);
      request.send = (body: unknown) => {
        const sent = send(body);
        setTimeout(() => request.abort(), 400);
        return sent;
      };
      return request;
    },
  };
};

claim(
  {
    id: 'tus-js-client',
    package: 'tus-js-client',
    get: (at, _, made) =>
      new Promise((resolve, reject) => {
        const upload = new tus.Upload(Buffer.from('text'), { endpoint: at.url, ...made, onSuccess: resolve, onError: reject });
        at.after(() => upload.abort());
        upload.start();
      }),
    bare: whole,
    cap: 8000,
    how: { httpStack: { value: briefStack } },
    counts: [
      { fault: 503, sends: 5, gaps: [0, 1000, 3000, 5000] },
      { fault: 'reset', sends: 5 },
      { fault: 503, sends: 3, option: ['retryDelays', [100, 100]], gaps: [100, 100] },
      { fault: 503, sends: 1, option: ['retryDelays', []] },
      { fault: 404, sends: 1, aside: 'It repeats no answer of 4xx but 409 and 423.' },
      { fault: 429, sends: 1, aside: 'It repeats no answer of 4xx but 409 and 423.' },
    ],
  },
  {
    id: 'tus-js-client',
    package: 'tus-js-client',
    on: ['Upload.terminate'],
    get: (at, call) => tus.Upload.terminate(`${at.url}/1`, call),
    bare: whole,
    how: { httpStack: { value: briefStack } },
    counts: [
      { fault: 503, sends: 5 },
      { fault: 503, sends: 1, with: { retryDelays: null } },
    ],
  },
);
