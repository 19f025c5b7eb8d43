import { expect, test } from 'vitest';
import { timeouts, told } from '../harness/told';

/** Steps of a workflow reach GitHub through the toolkit's packages. */
test.each([
  [
    'what the event says is spread into the arguments',
    `import * as github from '@actions/github';
     const octokit = github.getOctokit(process.env.TOKEN!);
     export const a = () => octokit.rest.repos.get({ ...github.context.repo });`,
    ['octokit.rest.repos.get –'],
  ],
  [
    'under names',
    `import { context, getOctokit } from '@actions/github';
     const { repo } = context;
     export const a = () => getOctokit('t').rest.issues.get({ ...repo, issue_number: context.issue.number });`,
    ['Octokit.rest.issues.get –'],
  ],
  [
    'one of two',
    `import { context, getOctokit } from '@actions/github';
     const other = { owner: 'a', repo: 'b' };
     export const a = (mine: boolean) => getOctokit('t').rest.repos.get({ ...(mine ? context.repo : other) });`,
    ['Octokit.rest.repos.get –'],
  ],
  [
    'a signal beside it',
    `import { context, getOctokit } from '@actions/github';
     export const a = () => getOctokit('t').rest.repos.get({ ...context.repo, request: { signal: AbortSignal.timeout(5000) } });`,
    ['Octokit.rest.repos.get 5000'],
  ],
  [
    'what another function of the program says',
    `import { getOctokit } from '@actions/github';
     import { target } from 'somewhere';
     export const a = () => getOctokit('t').rest.repos.get({ ...target.repo });`,
    ['Octokit.rest.repos.get ?'],
  ],
  [
    'options that the package completes',
    `import { GitHub, getOctokitOptions } from '@actions/github/lib/utils';
     const octokit = new GitHub(getOctokitOptions(process.env.TOKEN!, { baseUrl: 'https://x.test', request: { signal: AbortSignal.timeout(60_000) } }));
     export const a = () => octokit.rest.repos.get({ owner: 'a', repo: 'b' });`,
    ['octokit.rest.repos.get 60000'],
  ],
  [
    'options that it completes without a bound',
    `import * as core from '@actions/core';
     import { GitHub, getOctokitOptions } from '@actions/github/lib/utils';
     const octokit = new GitHub(getOctokitOptions(core.getInput('token'), { baseUrl: 'https://x.test' }));
     export const a = () => octokit.rest.repos.get({ owner: 'a', repo: 'b' });`,
    ['octokit.rest.repos.get –'],
  ],
])('%s', (_, text, expected) => {
  expect(timeouts(text)).toEqual(expected);
});

test('an Octokit of the toolkit with plug-ins is one, and what they repeat is not known', () => {
  const text = `
    import * as utils from '@actions/github/lib/utils';
    import { retry } from '@octokit/plugin-retry';
    const client = () => { const Retrying = utils.GitHub.plugin(retry); return new Retrying(utils.getOctokitOptions('t', {})); };
    export const a = () => client().rest.repos.get({ owner: 'a', repo: 'b' });`;
  expect(told(text)).toEqual([expect.stringMatching(/^Octokit\.rest\.repos\.get timeout – · retry \? /)]);
});

test('the tool cache, the cache and the artifacts of a workflow are known', () => {
  const text = `
    import { downloadTool, extractTar, find } from '@actions/tool-cache';
    import * as cache from '@actions/cache';
    import { DefaultArtifactClient } from '@actions/artifact';
    export const a = async () => {
      if (cache.isFeatureAvailable()) await cache.restoreCache(['x'], 'k');
      find('x', '1');
      await extractTar(await downloadTool('https://x.test/a.tgz'));
      await cache.saveCache(['x'], 'k');
      await new DefaultArtifactClient().uploadArtifact('n', ['x'], '.');
    };`;
  const short = told(text).map((line) => line.split(' · ').slice(0, 2).join(' · '));
  expect(short).toEqual([
    'cache.restoreCache timeout ? · retry ?',
    'downloadTool timeout 180000 · retry 3',
    'cache.saveCache timeout ? · retry ?',
    expect.stringMatching(/uploadArtifact timeout \? · retry \?$/),
  ]);
});

test('every service of AWS has its class with a method for each operation', () => {
  const text = `
    import { CodeDeploy } from '@aws-sdk/client-codedeploy';
    const deploy = new CodeDeploy({});
    export const a = () => deploy.createDeployment({ applicationName: 'a' });`;
  expect(timeouts(text)).toEqual(['deploy.createDeployment –']);
});

/** A bound on one phase that Node ends anyway decides nothing of the whole, given or not. */
test.each([
  [
    'an agent on one branch',
    `import { fetch, ProxyAgent } from 'undici';
     export const a = (proxy?: string) => fetch('https://x.test', { dispatcher: proxy ? new ProxyAgent(proxy) : undefined });`,
    ['fetch –'],
  ],
  [
    'an agent that comes from elsewhere',
    `import { dispatcher } from 'somewhere';
     export const a = () => fetch('https://x.test', { dispatcher });`,
    ['fetch –'],
  ],
  [
    'a request for the head alone, which an agent may bound sooner',
    `import { dispatcher } from 'somewhere';
     export const a = () => fetch('https://x.test', { method: 'HEAD', dispatcher });`,
    ['fetch –'],
  ],
  [
    'a signal that comes from elsewhere',
    `import { dispatcher, signal } from 'somewhere';
     export const a = () => fetch('https://x.test', { dispatcher, signal });`,
    ['fetch ?'],
  ],
])('%s', (_, text, expected) => {
  expect(timeouts(text)).toEqual(expected);
});
