import type { Rule } from '../model/rule';

/** A client with a connection pool that is built per request opens connections nobody reuses. */
export const clientPerRequest: Rule = {
  id: 'client-per-request',
  summary: 'A client with a connection pool that is built for every request.',
  severity: 'warning',
  instance(instance) {
    if (instance.lives !== 'call' || !instance.pooled || instance.context === 'cli' || instance.context === 'browser') return undefined;
    if (instance.scope === '' || /main|setup|seed|migrate|init|create|connect|bootstrap|start|factory|build/i.test(instance.scope))
      return undefined;
    return { message: `Every run of \`${instance.scope}\` opens connections of its own: \`${instance.name}\` is made anew each time.` };
  },
};
