import type { Ailment, Draft, Remedy } from '../model/remedy';

/** A number takes the place of what knows no end. */
export const attemptNumber: Remedy = {
  id: 'attempt-number',
  summary: 'Writes a number where a policy or an option retries without end.',
  provides: 'retry',
  rules: ['unbounded-retry'],
  safety: 'suggestion',
  style: 'native',
  offers(ailment) {
    if (ailment.loop !== undefined) return [];
    return [{ title: `Give up after ${ailment.project.settings.attempts} attempts`, write: (draft) => number(draft, ailment) }];
  },
};

const endless =
  /\b(\w*(?:retr|attempt|tries|limit)\w*)(\s*:\s*)(Infinity|Number\.(?:POSITIVE_INFINITY|MAX_SAFE_INTEGER|MAX_VALUE)|-1)(?![\w.])/gi;

function number(draft: Draft, { finding, project }: Ailment): boolean {
  const { attempts } = project.settings;
  const whole = draft.call(finding.at)?.whole ?? draft.around(finding.at, 'call');
  const text = whole === undefined ? undefined : draft.text(whole);
  if (whole === undefined || text === undefined) return false;
  const [found, ...others] = [...text.matchAll(endless)];
  const [forever] = [...text.matchAll(/\bforever(\s*:\s*)true\b/g)];
  if (others.length > 0) return false;
  const put = (start: number, length: number, code: string): void =>
    draft.replace({ ...whole, start: whole.start + start, end: whole.start + start + length }, code);
  if (found !== undefined && forever === undefined) {
    const [written, name = '', colon = '', old = ''] = found;
    // Retries come on top of the first attempt.
    const count = /retr/i.test(name) && !/attempt/i.test(name) ? attempts - 1 : attempts;
    put(found.index + name.length + colon.length, old.length, String(count));
    return written.length > 0;
  }
  if (forever === undefined || found !== undefined) return false;
  const has = /\bretries\s*:/.test(text);
  put(forever.index, forever[0].length, has ? `forever${forever[1]}false` : `retries${forever[1]}${attempts - 1}`);
  return true;
}
