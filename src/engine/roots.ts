import type { Finding } from '../model/finding';
import type { Root } from '../model/call';
import { inOrder } from './docket';
import { identityKey, printOf } from './fingerprint';

/** A finding as the docket makes it: it may know the place that others have the same fault from. */
type Rooted = Finding & { readonly root?: Root & { readonly message: string } };

/**
 * Puts findings with one root together, so that an instance without a bound is one finding where it is made and not one for
 * each of its calls. A single one stays where it is, and so do all whose root was not asked for. One that somebody silenced
 * says nothing of the others and is no part of them.
 */
export function makeGathering(): (
  findings: readonly Rooted[],
  where: { readonly asked: (file: string) => boolean; readonly silenced: (finding: Finding) => boolean },
) => readonly Finding[] {
  const plain = new WeakMap<Rooted, Finding>();
  const withoutRoot = (finding: Rooted): Finding => {
    if (finding.root === undefined) return finding;
    const have = plain.get(finding);
    if (have !== undefined) return have;
    const { root: _, ...made } = finding;
    plain.set(finding, made);
    return made;
  };
  return (findings, { asked, silenced }) => {
    const groups = new Map<string, Rooted[]>();
    for (const finding of findings) {
      const { root, rule } = finding;
      if (root === undefined || !asked(root.at.file) || silenced(finding)) continue;
      const key = `${rule}\0${root.at.file}\0${root.at.start}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [finding]);
      else group.push(finding);
    }
    const several = [...groups.values()].filter((group) => group.length > 1);
    if (several.length === 0) return findings.map(withoutRoot);
    const inside = new Set(several.flat());
    const roots = several.flatMap((group) => atRoot(group)).sort(inOrder);
    return [...findings.filter((finding) => !inside.has(finding)).map(withoutRoot), ...numbered(roots)].sort(inOrder);
  };
}

/** The loudest speaks, and the first of those. */
function atRoot(group: readonly Rooted[]): readonly Finding[] {
  const loudest = (['error', 'warning'] as const).find((level) => group.some(({ severity }) => severity === level)) ?? 'info';
  const main = group.find(({ severity }) => severity === loudest);
  if (main?.root === undefined) return [];
  const { root, ...said } = main;
  return [
    {
      ...said,
      at: root.at,
      message: root.message,
      names: {
        scope: root.scope,
        callee: main.client ?? '',
        target: '',
        also: group.flatMap(({ at, names }) => (names === undefined ? [] : [{ file: at.file, ...own(names) }, ...(names.also ?? [])])),
      },
      related: group.flatMap(({ at, call, rule, related }) => [{ at, says: `the same holds for \`${call?.name ?? rule}\`` }, ...related]),
    },
  ];
}

function own({ scope, callee, target }: NonNullable<Finding['names']>): { scope: string; callee: string; target: string } {
  return { scope, callee, target };
}

/** Roots that are named alike are told apart by their order in the file. */
function numbered(roots: readonly Finding[]): readonly Finding[] {
  const met = new Map<string, number>();
  return roots.map((finding) => {
    const { scope = '', callee = '', target = '' } = finding.names ?? {};
    const key = identityKey({ rule: finding.rule, path: finding.at.file, scope, callee, target });
    const ordinal = met.get(key) ?? 0;
    met.set(key, ordinal + 1);
    return { ...finding, fingerprint: printOf(key, ordinal) };
  });
}
