import type { Ailment, Offer, Remedy } from '../model/remedy';

/** Chance keeps those apart who fell out at the same moment. */
export const jitterOption: Remedy = {
  id: 'jitter-option',
  summary: 'Asks a retry policy, or a client that retries, for jitter by its own option.',
  provides: 'retry',
  rules: ['retry-without-jitter'],
  safety: 'suggestion',
  style: 'native',
  offers: (ailment) => [...ofPolicy(ailment), ...ofClient(ailment)],
};

function ofPolicy({ knobs, finding }: Ailment): readonly Offer[] {
  const jitter = knobs?.jitter;
  if (knobs === undefined || jitter === undefined) return [];
  const { code = `new ${jitter.makes}()`, makes, option, arg } = jitter;
  return [
    {
      title: `Set \`${option}: ${code}\``,
      write(draft) {
        const made = makes === undefined ? code : `new ${draft.importName(finding.at.file, knobs.module, makes)}()`;
        return draft.setOption({ at: knobs.at, args: [arg] }, option, made);
      },
    },
  ];
}

function ofClient({ own, shared }: Ailment): readonly Offer[] {
  return [own, shared].flatMap((means) => {
    const row = means?.options.find(({ sets, field, mends }) => sets === 'retry' && field === 'jitter' && mends !== false);
    if (means === undefined || row === undefined) return [];
    const where = means === own ? 'this call' : means.name === undefined ? 'the client' : `\`${means.name}\``;
    return [{ title: `Set \`${row.option}: true\` on ${where}`, write: (draft) => draft.setOption(means, row.option, 'true') }];
  });
}
