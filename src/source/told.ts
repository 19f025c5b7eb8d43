import type { Disk } from './disk';
import { makeUpward } from './folders';
import { readQuietly } from './json';
import type { Manifest } from './manifest';
import { stageFiles } from './stage-files';

/** What tells a platform, or who deploys, which function of which file is to be run. */
const tellers =
  `package.json serverless.yml serverless.yaml serverless.json serverless.*.yml serverless-*.yml template.yml template.yaml template.json
  vercel.json netlify.toml firebase.json cloudbuild.yaml cloudbuild.yml app.yaml Procfile Makefile Dockerfile docker-compose.yml
  docker-compose.yaml compose.yml compose.yaml ecosystem.config.js ecosystem.config.cjs ecosystem.config.json fly.toml
  railway.json railway.toml render.yaml nixpacks.toml`.split(/\s+/);

/**
 * Whether what lies at the root of a file's package, or above it, and tells what is run, holds a word: `handler: src/report.sendReport`.
 * Each is read when first asked for.
 */
export function makeTold(
  disk: Disk,
  root: string,
  manifests: { nearest(file: string): Manifest | undefined },
): (file: string, word: string) => boolean {
  const upward = makeUpward(disk, root);
  const known = new Map<string, ReadonlySet<string>>();

  const wordsOf = (folder: string): ReadonlySet<string> => {
    let words = known.get(folder);
    if (words === undefined) {
      const named = tellers.flatMap((name) => stageFiles(disk, root, folder, name));
      words = new Set(named.flatMap((name) => (readQuietly(disk, root, folder, name) ?? '').replace(copies, '').split(/[^\w$-]+/)));
      known.set(folder, words);
    }
    return words;
  };

  return (file, word) => upward(manifests.nearest(file)?.folder ?? '.').some((folder) => wordsOf(folder).has(word));
}

/** What is brought into a container is not run by that. */
const copies = /^[ \t]*(?:COPY|ADD)[ \t].*$/gm;
