import type { Disk } from '../source/disk';

/** A disk that remembers by absolute path which texts it was asked for, sources apart, whether they were there or not. */
export interface RememberingDisk extends Disk {
  readonly asked: ReadonlySet<string>;
}

const source = /\.[cm]?[jt]sx?$/;

/** What decides how sources are read: configurations and what they extend, manifests, lock files, aliases, ignore files. */
export function remembering(disk: Disk): RememberingDisk {
  const asked = new Set<string>();
  return {
    ...disk,
    asked,
    read(path) {
      if (!source.test(path)) asked.add(path);
      return disk.read(path);
    },
  };
}
