import picomatch from 'picomatch';

/** Whether a path, relative to where the globs stand, fits one of them. A name without a slash fits at any depth, and a folder means all in it. */
export function fits(globs: readonly string[]): (path: string) => boolean {
  const known = compiled.get(globs);
  if (known !== undefined) return known;
  const all = globs.flatMap((glob) => {
    const bare = glob.replace(/^\.\//, '').replace(/\/+$/, '');
    const deep = bare.includes('/') ? bare : `**/${bare}`;
    return [deep, `${deep}/**`];
  });
  const match = picomatch(all, { dot: true });
  const test = (path: string): boolean => match(path);
  compiled.set(globs, test);
  return test;
}

/** The same few lists are asked about thousands of files. */
const compiled = new WeakMap<readonly string[], (path: string) => boolean>();

/** Whether a word such as an address fits a glob in which `*` matches any characters, slashes too. */
export function fitsWord(glob: string, word: string): boolean {
  const pattern = glob
    .split('*')
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${pattern}$`, 'i').test(word);
}
