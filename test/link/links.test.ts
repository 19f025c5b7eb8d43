import { expect, test } from 'vitest';
import { told } from '../harness/told';

/** Policies that stand in the options of a client lie around its calls, and what all of them do is known then. */
const trpc = "import { createTRPCClient, httpBatchLink, loggerLink, retryLink, splitLink } from '@trpc/client';\n";
const apollo =
  "import { ApolloClient, HttpLink, from, gql } from '@apollo/client';\nimport { RetryLink } from '@apollo/client/link/retry';\nimport { onError } from '@apollo/client/link/error';\n";
const urql = "import { Client, cacheExchange, fetchExchange } from '@urql/core';\nimport { retryExchange } from '@urql/exchange-retry';\n";
const rtk = "import { fetchBaseQuery, retry } from '@reduxjs/toolkit/query';\n";

const asked = 'client.query({ query: gql`{ a }` })';

test.each([
  [
    'a link of tRPC',
    `${trpc}const client = createTRPCClient({ links: [retryLink({ retry: () => true }), httpBatchLink({ url: '/' })] });\nexport const a = () => client.user.query(1);`,
    'retry unknown · attempts unknown',
  ],
  [
    'links that do nothing',
    `${trpc}const client = createTRPCClient({ links: [loggerLink(), httpBatchLink({ url: '/' })] });\nexport const a = () => client.user.query(1);`,
    'retry – · attempts 1',
  ],
  [
    'a link that cannot be read',
    `${trpc}const client = createTRPCClient({ links: [splitLink({}), httpBatchLink({ url: '/' })] });\nexport const a = () => client.user.query(1);`,
    'retry ? · attempts unknown',
  ],
  [
    'joined links of Apollo',
    `${apollo}const client = new ApolloClient({ link: from([new RetryLink({ attempts: { max: 3 } }), new HttpLink({ uri: '/' })]) });\nexport const a = () => ${asked};`,
    'retry 3 · attempts 3',
  ],
  [
    'one link behind another',
    `${apollo}const client = new ApolloClient({ link: new RetryLink().concat(new HttpLink({ uri: '/' })) });\nexport const a = () => ${asked};`,
    'retry 5 · attempts 5',
  ],
  [
    'a link of Apollo that cannot be read',
    `${apollo}const client = new ApolloClient({ link: from([onError(() => {}), new RetryLink(), new HttpLink({ uri: '/' })]) });\nexport const a = () => ${asked};`,
    'retry 5 · attempts unknown',
  ],
  [
    'an exchange of urql',
    `${urql}const client = new Client({ url: '/', exchanges: [cacheExchange, retryExchange({ maxNumberAttempts: 4 }), fetchExchange] });\nexport const a = () => client.query('{ a }', {});`,
    'retry 4 · attempts 4',
  ],
  [
    'a base query of RTK Query',
    `${rtk}const base = fetchBaseQuery({ baseUrl: '/' });\nconst query = retry((args: string) => base(args), { maxRetries: 2 });\nexport const a = () => query('/a');`,
    'retry 3 · attempts 3',
  ],
])('%s', (_, source, wanted) => {
  const lines = told(source).map((line) => /(retry \S+) .*(attempts \S+)/.exec(line)?.slice(1).join(' · '));
  expect(lines).toEqual([wanted]);
});

test.each([
  ['a bound among the links', 'from([new ApolloLinkTimeout(5000), new HttpLink({ uri: "/" })])', 'timeout 5000 total', 'worst 5000'],
  ['a bound in front of a link', 'new ApolloLinkTimeout().concat(new HttpLink({ uri: "/" }))', 'timeout 15000 total', 'worst 15000'],
  ['a bound that is no number', 'from([new ApolloLinkTimeout(0), new HttpLink({ uri: "/" })])', 'timeout 15000 total', 'worst 15000'],
  ['a bound below zero', 'from([new ApolloLinkTimeout(-1), new HttpLink({ uri: "/" })])', 'timeout –', 'worst unbounded'],
  [
    'a bound of each try',
    'from([new RetryLink(), new ApolloLinkTimeout(5000), new HttpLink({ uri: "/" })])',
    'timeout 5000 total',
    'worst 29500',
  ],
  [
    'a bound of all tries',
    'from([new ApolloLinkTimeout(5000), new RetryLink(), new HttpLink({ uri: "/" })])',
    'timeout 5000 total',
    'worst 5000',
  ],
  ['no bound', 'new HttpLink({ uri: "/" })', 'timeout –', 'worst unbounded'],
])('of Apollo, %s', (_, link, bound, worst) => {
  const bounded = `${apollo}import ApolloLinkTimeout from 'apollo-link-timeout';\n`;
  const [line] = told(`${bounded}const client = new ApolloClient({ link: ${link} });\nexport const a = () => ${asked};`);
  expect(line).toContain(`${bound} · `);
  expect(line?.endsWith(worst)).toBe(true);
});
