/**
 * Clients and the option that bounds them, of which the mended code was run at a server at fault: with a healthy server
 * the result is the same, and with a mute one the call ends in time and lets go of the wire. Without that proof a fix
 * is a suggestion. Written down here because a test compares it with the samples that are run
 * (`test/remedies/samples.ts`).
 */
const proved: Readonly<Record<string, readonly string[]>> = {
  '@aws-sdk/client-*': ['requestHandler.socketTimeout'],
  axios: ['timeout'],
  'cross-fetch': ['signal'],
  fetch: ['signal'],
  got: ['timeout.request'],
  mongodb: ['socketTimeoutMS'],
  mysql: ['timeout'],
  'node-fetch': ['signal'],
  'node:http': ['signal'],
  ofetch: ['signal'],
  pg: ['query_timeout'],
  superagent: ['timeout'],
  undici: ['signal'],
  ws: ['handshakeTimeout'],
};

/** Whether a fix that sets this option of this client has been run. */
export function isProved(client: string, option: string): boolean {
  return proved[client]?.includes(option) ?? false;
}

/** All of them, as `client option`. */
export const provedOptions: readonly string[] = Object.entries(proved).flatMap(([client, options]) =>
  options.map((option) => `${client} ${option}`),
);
