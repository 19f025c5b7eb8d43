import { execFileSync } from 'node:child_process';
import { WrongRequest } from './request';

/** A git repository, asked by its own command. */
export interface Git {
  /** Absolute. */
  readonly top: string;
  /** What a command prints; `undefined` when it fails. */
  ask(...args: readonly string[]): string | undefined;
}

/** The repository that holds a folder; that there is none is a wrong request. */
export function gitAt(folder: string): Git {
  const ask = (cwd: string, args: readonly string[]): string | undefined => {
    try {
      return execFileSync('git', ['-c', 'core.quotePath=false', ...args], {
        cwd,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        maxBuffer: 1 << 30,
      });
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
        throw new WrongRequest('`git` is not installed, and what changed cannot be known without it.');
      return undefined;
    }
  };
  const top = ask(folder, ['rev-parse', '--show-toplevel'])?.trim();
  if (top === undefined) throw new WrongRequest('This is no git repository, so what changed cannot be known.');
  return { top, ask: (...args) => ask(top, args) };
}

/** The revision that the current state is compared with. */
export function baseOf(git: Git, since: string | undefined): string {
  const asked =
    since ??
    fromEnvironment() ??
    git.ask('symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD')?.trim() ??
    firstKnown(git, ['origin/main', 'origin/master', 'main', 'master']);
  if (asked === undefined) throw new WrongRequest('There is no branch to compare with; name one: `--since main`.');
  const commit = commitOf(git, asked);
  const shallow = git.ask('rev-parse', '--is-shallow-repository')?.trim() === 'true';
  if (commit === undefined) throw new WrongRequest(`There is no revision \`${asked}\` here; run \`${fetchOf(asked, shallow)}\` first.`);
  const fork = git.ask('merge-base', 'HEAD', commit)?.trim();
  if (fork !== undefined && fork !== '') return fork;
  if (shallow)
    throw new WrongRequest(`This clone is too shallow to know where the branch left \`${asked}\`; run \`git fetch --unshallow\` first.`);
  throw new WrongRequest(`\`HEAD\` and \`${asked}\` have no common ancestor.`);
}

function commitOf(git: Git, name: string): string | undefined {
  const found = (ref: string): string | undefined =>
    ref.startsWith('-') ? undefined : git.ask('rev-parse', '--verify', '--quiet', `${ref}^{commit}`)?.trim();
  return found(name) ?? found(`origin/${name}`);
}

/** What the usual services call the branch or commit that a change is meant for. */
function fromEnvironment(): string | undefined {
  const {
    GITHUB_BASE_REF,
    CI_MERGE_REQUEST_DIFF_BASE_SHA,
    PULL_BASE_SHA,
    BITBUCKET_PR_DESTINATION_COMMIT,
    BITBUCKET_PR_DESTINATION_BRANCH,
  } = process.env;
  return [
    GITHUB_BASE_REF,
    CI_MERGE_REQUEST_DIFF_BASE_SHA,
    PULL_BASE_SHA,
    BITBUCKET_PR_DESTINATION_COMMIT,
    BITBUCKET_PR_DESTINATION_BRANCH,
  ].find((name) => name !== undefined && name !== '');
}

function firstKnown(git: Git, names: readonly string[]): string | undefined {
  return names.find((name) => commitOf(git, name) !== undefined);
}

function fetchOf(ref: string, shallow: boolean): string {
  const name = ref.replace(/^origin\//, '');
  if (/^[0-9a-f]{7,40}$/.test(name)) return shallow ? 'git fetch --unshallow' : `git fetch origin ${name}`;
  return `git fetch ${shallow ? '--unshallow ' : ''}origin ${name}:refs/remotes/origin/${name}`;
}
