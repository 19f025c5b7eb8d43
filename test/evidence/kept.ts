/**
 * Node 20 can lose a timeout signal that is joined with others (`AbortSignal.any`) once the garbage collector has run
 * (nodejs/node#57736). The suite measures libraries and not that fault, so it holds on to every such signal.
 */
const held: AbortSignal[] = [];

function keep(signal: AbortSignal): AbortSignal {
  held.push(signal);
  return signal;
}

const { timeout, any } = AbortSignal;
AbortSignal.timeout = (ms) => keep(timeout.call(AbortSignal, ms));
AbortSignal.any = (signals) => keep(any.call(AbortSignal, signals));

/**
 * The dispatcher of Node's own `fetch` takes its place before a package brings another undici, as in a program that does
 * not load one: the newer ones refuse what some SDKs write into the headers of a body.
 */
void new Response();
