import { clean, faults } from '../harness/cases';

const rule = 'signal-cannot-fire';

faults(rule, {
  'a controller nobody aborts': `
    export const user = (url: string) => {
      const controller = new AbortController();
      return fetch(url, { signal: controller.signal });
    //       ^^^^^ signal-cannot-fire
    };
  `,
  'a controller that nobody aborts, made where none is there': `
    const given: AbortController | undefined = undefined;
    export const user = (url: string) => {
      const controller = given ?? new AbortController();
      return fetch(url, { signal: controller.signal });
    //       ^^^^^ signal-cannot-fire
    };
  `,
  'a controller in place': `
    export const user = (url: string) => fetch(url, { signal: new AbortController().signal });
    //                                   ^^^^^ signal-cannot-fire
  `,
  destructured: `
    export const user = (url: string) => {
      const { signal } = new AbortController();
      return fetch(url, { signal });
    //       ^^^^^ signal-cannot-fire
    };
  `,
  'with axios': `
    import axios from 'axios';
    export const user = () => {
      const controller = new AbortController();
      return axios.get('/user', { signal: controller.signal });
    //       ^^^^^^^^^ signal-cannot-fire
    };
  `,
});

clean(rule, {
  'a timer aborts it': `
    export const user = (url: string) => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 1000);
      return fetch(url, { signal: controller.signal });
    };
  `,
  'a timer that is handed the method': `
    export const user = (url: string) => {
      const controller = new AbortController();
      setTimeout(controller.abort.bind(controller), 1000);
      return fetch(url, { signal: controller.signal });
    };
  `,
  'a timeout signal': 'export const user = (url: string) => fetch(url, { signal: AbortSignal.timeout(1000) });',
  'somebody cancels': `
    export const user = (url: string) => {
      const controller = new AbortController();
      addEventListener('unload', () => controller.abort());
      return fetch(url, { signal: controller.signal });
    };
  `,
  'the controller is kept under another name': `
    const current: { it?: AbortController } = {};
    export const user = (url: string) => {
      const controller = new AbortController();
      current.it = controller;
      return fetch(url, { signal: controller.signal });
    };
    export const stop = () => current.it?.abort();
  `,
  'the controller is handed out': `
    export const user = (url: string) => {
      const controller = new AbortController();
      return { answer: fetch(url, { signal: controller.signal }), controller };
    };
  `,
  'the controller is handed to somebody, and made where none was handed in': `
    import { watch } from 'house-rules';
    export const user = (url: string, given?: AbortController) => {
      const controller = given ?? new AbortController();
      watch(controller);
      return fetch(url, { signal: controller.signal });
    };
  `,
  'the controller is handed to somebody': `
    import { watch } from 'house-rules';
    export const user = (url: string) => {
      const controller = new AbortController();
      watch(controller);
      return fetch(url, { signal: controller.signal });
    };
  `,
  'the method is handed out': `
    export const user = (url: string) => {
      const controller = new AbortController();
      return { answer: fetch(url, { signal: controller.signal }), cancel: () => controller.abort() };
    };
  `,
  'a controller of the class': `
    export class Users {
      private readonly controller = new AbortController();
      one(url: string) {
        return fetch(url, { signal: this.controller.signal });
      }
      stop() {
        this.controller.abort();
      }
    }
  `,
  'an exported controller': `
    export const controller = new AbortController();
    export const user = (url: string) => fetch(url, { signal: controller.signal });
  `,
  'a signal from outside': 'export const user = (url: string, signal: AbortSignal) => fetch(url, { signal });',
  'no signal': 'export const user = (url: string) => fetch(url);',
  'an inert signal, joined with a timer': `
    export const user = (url: string) => {
      const controller = new AbortController();
      return fetch(url, { signal: AbortSignal.any([controller.signal, AbortSignal.timeout(1000)]) });
    };
  `,
  'an inert signal, and a bound of the client': `
    import axios from 'axios';
    export const user = () => axios.get('/user', { signal: new AbortController().signal, timeout: 1000 });
  `,
  'an inert signal, and a race': `
    export const user = (url: string) =>
      Promise.race([fetch(url, { signal: new AbortController().signal }), new Promise((_, no) => setTimeout(() => no(new Error('late')), 1000))]);
  `,
  'an effect that cleans up': `
    export const subscribe = (url: string) => {
      const controller = new AbortController();
      fetch(url, { signal: controller.signal });
      return () => controller.abort();
    };
  `,
  'the signal of a request': 'export const handler = (request: Request, url: string) => fetch(url, { signal: request.signal });',
  'aborted by another signal': `
    export const user = (url: string, outer: AbortSignal) => {
      const controller = new AbortController();
      outer.addEventListener('abort', () => controller.abort());
      return fetch(url, { signal: controller.signal });
    };
  `,
});
