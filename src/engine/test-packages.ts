import { serverPackages } from '../source/context-packages';
import { testFolder, testPackage } from '../source/context-places';
import type { Manifest, Manifests } from '../source/manifest';

/**
 * Files of packages that only tests take: private, a part of something bigger rather than a program, and each package of
 * the workspace that depends on it is for tests by its own name or place, or only tests take that in turn.
 */
export function makeTestPackages(manifests: Pick<Manifests, 'nearest'>, files: () => readonly string[]): (file: string) => boolean {
  const known = new Map<string, boolean>();
  let packages: readonly Manifest[] | undefined;

  const dependents = (name: string): readonly Manifest[] => {
    packages ??= [...new Set(files().map((file) => manifests.nearest(file)))].filter((one) => one !== undefined);
    return packages.filter((one) => one.name !== name && one.dependencies[name] !== undefined);
  };

  /** Goes up from package to package; each way ends at one that is for tests. */
  const onlyTests = (manifest: Manifest): boolean => {
    const seen = new Set([manifest]);
    for (const one of seen) {
      if (isNamed(one)) continue;
      const takers = isPart(one) ? dependents(one.name) : [];
      if (takers.length === 0) return false;
      for (const taker of takers) seen.add(taker);
    }
    return true;
  };

  return (file) => {
    const manifest = manifests.nearest(file);
    if (manifest === undefined || !isPart(manifest)) return false;
    let is = known.get(manifest.folder);
    if (is === undefined) {
      is = onlyTests(manifest);
      known.set(manifest.folder, is);
    }
    return is;
  };
}

function isNamed({ folder, name, private: own }: Manifest): boolean {
  return testFolder.test(`${folder}/`) || (own && testPackage.test(name ?? ''));
}

/** What a server is made of runs on its own, even where nothing here starts it. */
function isPart(manifest: Manifest): manifest is Manifest & { readonly name: string } {
  const { name, part, private: own, dependencies } = manifest;
  return own && part && name !== undefined && !serverPackages.some((server) => dependencies[server] !== undefined);
}
