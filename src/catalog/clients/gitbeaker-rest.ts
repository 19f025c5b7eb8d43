import type { ClientModel } from '../../model/catalog/client';

/** A client holds one of each of these, and each is a class that can be made alone. */
const resources =
  'Branches Commits CommitDiscussions Deployments Environments Events Groups GroupLabels GroupMembers GroupMilestones GroupVariables IssueDiscussions IssueLinks IssueNotes Issues JobArtifacts Jobs MergeRequestApprovals MergeRequestDiscussions MergeRequestNotes MergeRequests Namespaces Packages PersonalAccessTokens Pipelines PipelineSchedules ProjectAccessTokens ProjectHooks ProjectLabels ProjectMembers ProjectMilestones ProjectReleases ProjectSnippets ProjectVariables ProjectWikis Projects ProtectedBranches Repositories RepositoryFiles Runners Search Tags Users'.split(
    ' ',
  );
const reads: readonly string[] = ['all*', 'show*', 'download*', 'compare', 'mergeBase', 'search', 'exists', 'verify'];
const writes: readonly string[] = [
  ...['create*', 'edit*', 'remove*', 'add*', 'upload*', 'approve*', 'unapprove', 'archive', 'unarchive', 'block', 'unblock', 'cancel*'],
  ...[
    'cherryPick',
    'erase',
    'fork',
    'merge',
    'mergeToDefault',
    'accept',
    'move',
    'play',
    'protect',
    'unprotect',
    'rebase',
    'resolve',
    'retry',
    'revert',
    'rotate',
    'revoke',
    'promote',
    'reset*',
    'set*',
    'restore',
  ],
  ...['run', 'share', 'unshare', 'star', 'unstar', 'stop*', 'subscribe', 'unsubscribe', 'takeOwnership', 'transfer*'],
  ...['activate', 'deactivate', 'ban', 'unban', 'follow', 'unfollow', 'enable', 'disable', 'register', 'publish', 'publishBulk'],
];
const within = (members: readonly string[]): readonly string[] =>
  resources.flatMap((resource) => members.map((member) => `${resource}.${member}`));

export const gitbeakerRest: ClientModel = {
  id: '@gitbeaker/rest',
  title: 'GitLab',
  modules: ['@gitbeaker/rest'],
  failure: 'throws',
  makes: [{ path: 'Gitlab', options: ['arg[0]'] }, ...resources.map((path) => ({ path, kind: 'resource', options: ['arg[0]'] as const }))],
  calls: [
    { paths: within(reads), on: ['instance'], effect: 'read' },
    { paths: within(writes), on: ['instance'], effect: 'write' },
    { paths: reads, on: ['resource'], effect: 'read' },
    { paths: writes, on: ['resource'], effect: 'write' },
  ],
  options: [
    // One signal for all tries, all pages and their bodies.
    { option: 'queryTimeout', at: 'instance', sets: 'timeout', covers: 'total', off: [0, null], proved: true },
    { option: 'agent', at: 'instance', sets: 'agent' },
  ],
  defaults: [
    { facet: 'timeout', covers: 'total', ms: 300_000, says: 'GitLab gives up after 300 s, all tries and pages together' },
    {
      // The pauses are worked out in seconds and waited for in milliseconds: from a quarter of one to 128.
      facet: 'retry',
      attempts: 10,
      backoff: 'exponential',
      jitter: false,
      delayMs: 0.25,
      maxDelayMs: 128,
      writes: true,
      says: 'GitLab tries 10 times within a third of a second after 429 and 502, writes included',
    },
  ],
  advice: 'new Gitlab({ token, queryTimeout: 15_000 })',
  evidence: [{ url: 'https://github.com/jdalrymple/gitbeaker', versions: '43.8.0', how: 'read' }],
};
