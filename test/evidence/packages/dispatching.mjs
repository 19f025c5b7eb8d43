import { Agent, setGlobalDispatcher } from 'undici';

/** A process of its own, all of whose requests are sent by one dispatcher: `node dispatching.mjs URL OPTIONS`. */
const [url, options] = process.argv.slice(2);
setGlobalDispatcher(new Agent(JSON.parse(options)));
const answer = await fetch(url);
await answer.text();
