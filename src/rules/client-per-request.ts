import { isAside } from '../model/call';
import type { Rule } from '../model/rule';

/** Connections are dear to make and scarce on the other side; a pool per request makes them all anew. */
export const clientPerRequest: Rule = {
  id: 'client-per-request',
  summary: 'A client with a connection pool that is built for each request.',
  severity: 'warning',
  instance({ name, lives, pooled, closed, serves, context, scope, at }) {
    if (!pooled || lives !== 'call') return undefined;
    // A program that runs once, or a function that only sets things up, builds its client once.
    if (isAside(context) || context === 'cli' || context === 'browser' || setting.test(scope.split('.').at(-1) ?? '')) return undefined;
    if (rare.test(at.file)) return undefined;
    return {
      // Of whom nobody knows that it answers requests, it is an opinion: what a server calls once looks the same.
      ...(context === 'server' && closed !== true && serves === true ? {} : { severity: 'info' as const }),
      message: `Each request opens connections anew${closed === true ? '' : ' and leaves them behind'}: \`${name}\` is built inside the function it serves.`,
    };
  },
};

/** What is done now and then, however long it takes. */
const rare = /(?:backup|restore|migrat)[^/]*$/i;

const setting =
  /^(main|run|bootstrap|start|startup|init|initialize|setup|seed|migrate|connect|create|make|build|open|configure|register|provide)|migrat|client$|seed(?:er)?$|^$/i;
