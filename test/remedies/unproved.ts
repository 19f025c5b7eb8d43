const generated = 'it speaks HTTP/2 by generated code';
const page = 'it needs a page';
const cut = 'it takes an answer that was broken off for a whole one';
const once = 'the signal belongs to the client, where one would run out for all calls';
const later = 'its option came with a later version than the one that is run here';
const token = 'it asks another host for a token first';
const greeted = 'the server here knows the greeting of its language alone, and gives no healthy answer';
const connecting = 'it belongs to a connection, and what ends that is up to the code around it';
const streams = 'the signal is heard where a model streams alone, and a stream is left to `--fix=all`';
const browser = 'it starts a browser, which is installed nowhere here';
const google =
  'aiplatform datastore dialogflow documentai kms language logging monitoring pubsub recaptcha-enterprise run scheduler secret-manager speech tasks text-to-speech translate vision';

/** Why the mended code of a client is not run, by the id of its model; of those with a sample, the sample says it. */
export const unproved: Readonly<Record<string, string>> = {
  ...Object.fromEntries(google.split(' ').map((name) => [`@google-cloud/${name}`, generated])),
  '@actions/github': cut,
  '@angular/common/http': page,
  '@azure/arm-*': token,
  '@azure/communication-email': 'its answer is asked for again and again, by a poller',
  '@azure/event-hubs': greeted,
  '@azure/keyvault-secrets': token,
  '@azure/openai': 'it is a package of the past, and not installed',
  '@azure/service-bus': greeted,
  '@confluentinc/kafka-javascript': 'it is made of native code, and not installed',
  '@connectrpc/connect': 'its calls are made of generated code',
  '@langchain/google-genai': streams,
  '@langchain/google-vertexai': token,
  '@langchain/ollama': streams,
  '@microsoft/fetch-event-source': page,
  '@microsoft/microsoft-graph-client': once,
  '@modelcontextprotocol/sdk': greeted,
  '@nats-io/transport-node': greeted,
  '@neondatabase/serverless': once,
  '@octokit/core': cut,
  '@octokit/graphql': cut,
  '@octokit/rest': cut,
  '@opentelemetry/otlp-exporter-base': 'what became of an export is told by a callback, never thrown',
  '@prisma/client': 'it is made of generated code and an engine',
  '@sendgrid/mail': 'its timeout is set by a member of the service, which no fix calls',
  '@shopify/shopify-api': 'its address is made of the name of a shop',
  '@solana/web3.js': later,
  '@temporalio/client': generated,
  'amqp-connection-manager': connecting,
  amqplib: connecting,
  'amqplib/callback_api': connecting,
  'cassandra-driver': greeted,
  consul: 'its own types do not know the option',
  etcd3: generated,
  ethers: 'its timeout is a property of a request, which no fix sets',
  firebase: 'its addresses are fixed, and it is not installed',
  imap: 'a connection that is idle for so long is closed, too',
  imapflow: greeted,
  iovalkey: 'it gives the command up, but cannot take it back: nothing is ended on the wire',
  jquery: page,
  kafkajs: greeted,
  kysely: 'what a signal ends is up to the driver beneath it',
  ldapjs: 'no server here speaks LDAP',
  memjs: greeted,
  mqtt: connecting,
  mssql: 'it asks the server to stop first, and waits five seconds for the answer to that',
  nats: greeted,
  'nice-grpc': generated,
  'node-ssh': greeted,
  'node-telegram-bot-api': later,
  'node:dns': 'it asks a server of names, which no sample is told',
  'node:http2': connecting,
  'node:net': connecting,
  'node:tls': connecting,
  nodemailer: greeted,
  octokit: cut,
  'openid-client': 'it asks a provider over TLS alone, which no server here is',
  oracledb: 'no server here speaks its language',
  playwright: browser,
  puppeteer: browser,
  'rxjs/ajax': page,
  'socket.io-client': 'what is not acknowledged in time is given up, and nothing is ended on the wire',
  ssh2: greeted,
  'ssh2-sftp-client': greeted,
  tedious: 'it asks the server to stop first, and waits five seconds for the answer to that',
  wretch: once,
  XMLHttpRequest: page,
};
