import { clean, faults } from '../harness/cases';

const rule = 'timeout-not-recognised';
const handled = (call: string, handler: string) => `
    export async function user(url: string) {
      try {
        return await ${call};
    //               ^^^^^ timeout-not-recognised
      } catch (error) {
        ${handler}
      }
    }
`;
const silent = (call: string, handler: string, before = '') => `
    ${before}
    export async function user(url: string) {
      try {
        return await ${call};
      } catch (error) {
        ${handler}
      }
    }
`;
const bounded = 'fetch(url, { signal: AbortSignal.timeout(1000) })';
const abort = "if ((error as Error).name === 'AbortError') return undefined;\n        throw error;";

faults(rule, {
  'by name': handled(bounded, abort),
  'and a value instead': handled(bounded, "if ((error as Error).name === 'AbortError') return new Response();\n        throw error;"),
  'an exception of the DOM': handled(
    bounded,
    "if (error instanceof DOMException && error.name === 'AbortError') return undefined;\n        throw error;",
  ),
});

clean(rule, {
  'both names': silent(
    bounded,
    "if (['AbortError', 'TimeoutError'].includes((error as Error).name)) return undefined;\n        throw error;",
  ),
  'one after the other': silent(
    bounded,
    "if ((error as Error).name === 'AbortError') throw error;\n        if ((error as Error).name === 'TimeoutError') return undefined;\n        throw error;",
  ),
  'the right name': silent(bounded, "if ((error as Error).name === 'TimeoutError') return undefined;\n        throw error;"),
  'no name': silent(bounded, 'return undefined;'),
  'another name': silent(bounded, "if ((error as Error).name === 'TypeError') return undefined;\n        throw error;"),
  'a controller aborts by that name': `
    export async function user(url: string) {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), 1000);
      try {
        return await (await fetch(url, { signal: controller.signal })).json();
      } catch (error) {
        ${abort}
      } finally {
        clearTimeout(timer);
      }
    }
  `,
  'a caller cancels by that name': `
    export async function user(url: string, signal: AbortSignal) {
      try {
        return await fetch(url, { signal });
      } catch (error) {
        ${abort}
      }
    }
  `,
  'no bound': silent('fetch(url)', abort),
  'a bound of the client': silent('axios.get(url, { timeout: 1000 })', abort, "import axios from 'axios';"),
  'no handler': `export const user = (url: string) => ${bounded};`,
  'a handler around something else': `
    export async function user(url: string) {
      const answer = await ${bounded};
      try {
        JSON.parse('{');
      } catch (error) {
        ${abort}
      }
      return answer;
    }
  `,
  'the name in a message': silent(bounded, "throw new Error('no AbortErrors here', { cause: error });"),
  'the name asked of the signal': silent(bounded, 'if ((error as Error).cause) return undefined;\n        throw error;'),
  'a rejection handler that asks nothing': `export const user = (url: string) => ${bounded}.catch(() => undefined);`,
  'got has names of its own': silent('got(url, { timeout: { request: 1000 } })', abort, "import got from 'got';"),
  'a handler that asks for the right one first': silent(
    bounded,
    "switch ((error as Error).name) {\n          case 'TimeoutError':\n          case 'AbortError':\n            return undefined;\n          default:\n            throw error;\n        }",
  ),
});
