import type { Finding } from '../model/finding';
import type { Safety } from '../model/remedy';

/** From what may run on save to what may change what happens when all goes well. */
const loudness: readonly Safety[] = ['safe', 'suggestion', 'dangerous'];

/**
 * What a fix of a finding may be when many are mended at once and nobody looks at each.
 * Tests have a clock of their own, which ends what hangs, and a remark is something to think about, as in a page that somebody
 * looks at: both are left alone. Whoever goes all the way, to what is dangerous, gets everything.
 */
export function mayMend({ severity, call }: Pick<Finding, 'severity' | 'call'>, most: Safety): readonly Safety[] {
  return most !== 'dangerous' && (severity === 'info' || call?.context === 'test') ? [] : asked(most);
}

/** The same where the findings of a rule were asked for by its name: whatever they are and wherever they stand. */
export function asked(most: Safety): readonly Safety[] {
  return loudness.slice(0, loudness.indexOf(most) + 1);
}
