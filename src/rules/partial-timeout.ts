import type { Rule } from '../model/rule';
import { isDisabled, partialBounds } from './timeout-shape';

const rest = { connect: 'the answer', headers: 'the body', idle: 'a slow trickle', attempt: '', total: '' } as const;

/** Connecting, the head or silence is bounded; the rest may hang. */
export const partialTimeout: Rule = {
  id: 'partial-timeout',
  summary: 'A bound on one phase of a call only, so that another may hang.',
  severity: 'warning',
  call({ site, layers, profile }) {
    const partial = partialBounds(layers);
    const widest = partial.find((l) => l.covers === 'idle') ?? partial.find((l) => l.covers === 'headers') ?? partial[0];
    if (profile.timeout.is !== 'absent' || widest === undefined || isDisabled(layers)) return undefined;
    return {
      message: `\`${site.name}\` bounds only ${widest.covers === 'connect' ? 'connecting' : widest.covers === 'headers' ? 'the wait for the head' : 'silence'}: ${rest[widest.covers]} may take forever.`,
      because: partial.map((l) => l.because),
      wants: 'timeout',
      ...(site.context === 'browser' ? { severity: 'info' as const } : {}),
    };
  },
};
