import * as module from 'node:module';

/** Halves the next start, where Node can; so everything else is loaded after it. */
if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function') module.enableCompileCache();

const { start } = await import('./start');
start();
