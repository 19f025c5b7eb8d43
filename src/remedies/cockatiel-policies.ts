import type { Ailment, Draft } from '../model/remedy';
import { dependencyName } from './dependency-name';
import { wrapCall } from './wrapping';

/**
 * Puts a call under a policy of cockatiel that is kept at the top of the file. A policy that is there already for the
 * dependency is used again.
 */
export function underPolicy(
  draft: Draft,
  ailment: Ailment,
  kind: 'Retry' | 'Breaker',
  make: (name: (wished: string) => string) => string,
): boolean {
  const { file } = ailment.finding.at;
  const name = `${dependencyName(ailment)}${kind}`;
  const text = ailment.project.text(file) ?? '';
  return wrapCall(draft, ailment, () => {
    const there = new RegExp(`\\bconst ${name} = \\w+\\(handle`).test(text);
    if (!there && new RegExp(`\\b${name}\\b`).test(text)) return undefined;
    const kept = there
      ? name
      : draft.hoist(
          file,
          name,
          make((wished) => draft.importName(file, 'cockatiel', wished)),
        );
    return [`${kept}.execute(() => `, ')'];
  });
}
