import { describe, expect, test } from 'vitest';
import { placeOf } from '../../src/engine/module-place';

const place = (file: string, files: readonly string[], imports: readonly string[] = [], home = '.', module = 'src/resilience.ts'): string =>
  placeOf(module, {
    file,
    home,
    files: [file, ...files],
    imports: (of) => (of === file ? imports : (others[of] ?? [])),
    owns: (of) => !of.includes('another'),
  });

/** What other files name. */
const others: Readonly<Record<string, readonly string[]>> = { 'app/users/page.ts': ['@/jobs/mail'], 'web/page.ts': ['../jobs/mail'] };

const server = ['server/lib/a.ts', 'server/lib/b.ts', 'server/models/c.ts', 'test/d.ts', 'test/e.ts', 'test/f.ts', 'test/g.ts'];

describe('where the resilience module is written', () => {
  test.each([
    ['in `src`, where there is one', place('src/a.ts', []), 'src/resilience.ts'],
    ['in `src` of the application on the way', place('apps/shop/src/a.ts', []), 'apps/shop/src/resilience.ts'],
    ['in `src` of the package', place('packages/a/src/b/c.ts', [], [], 'packages/a'), 'packages/a/src/resilience.ts'],
    [
      'among the sources that Maven keeps apart from its tests',
      place('src/main/typescript/a.ts', ['src/test/typescript/a.test.ts']),
      'src/main/typescript/resilience.ts',
    ],
    ['in `lib`, where that holds the sources', place('lib/a.js', []), 'lib/resilience.ts'],
    ['in the folder that holds most sources, and in its `lib`', place('server/models/c.ts', server), 'server/lib/resilience.ts'],
    [
      'there also for who takes something from there',
      place('cron/a.js', server, ['config', '../server/models']),
      'server/lib/resilience.ts',
    ],
    ['beside who takes nothing from there', place('cron/a.js', server, ['config', './b']), 'cron/resilience.ts'],
    [
      'there for who takes something from there by an alias',
      place('app/users/route.ts', ['lib/a.ts', 'app/b/page.ts'], ['@/lib/a']),
      'lib/resilience.ts',
    ],
    [
      'there for a folder from which another file takes something',
      place('jobs/mail.ts', ['app/users/page.ts', 'app/b/page.ts', 'app/c/page.ts']),
      'app/resilience.ts',
    ],
    [
      'there for a folder that another file of it reaches from',
      place('web/mail.ts', ['web/page.ts', 'jobs/mail.ts', 'jobs/b.ts', 'jobs/c.ts']),
      'jobs/resilience.ts',
    ],
    ['there for what lies at the top', place('index.js', server), 'server/lib/resilience.ts'],
    [
      'not where each file is a page or a command',
      place('pages/api/a.ts', ['pages/b.ts', 'hooks/c.ts'], ['../../hooks/c']),
      'hooks/resilience.ts',
    ],
    [
      'in a `src` to be, where pages take nothing from elsewhere',
      place('pages/api/a.ts', ['pages/b.ts', 'hooks/c.ts']),
      'src/resilience.ts',
    ],
    ['beside the manifest, where the sources lie', place('mcp/auth.ts', ['mcp/index.ts', 'mcp/tools.ts'], [], 'mcp'), 'mcp/resilience.ts'],
    [
      'but for those that configure and test',
      place('mcp/auth.ts', ['mcp/jest.config.ts', 'mcp/auth.test.ts', 'mcp/.eslintrc.js'], [], 'mcp'),
      'mcp/src/resilience.ts',
    ],
    [
      'not among stories, however many',
      place('pages/a.ts', ['stories/b.ts', 'stories/c.ts', 'hooks/d.ts'], ['../hooks/d']),
      'hooks/resilience.ts',
    ],
    ['nor in a package of its own', place('main.ts', ['another/b.ts', 'another/c.ts', 'hooks/d.ts']), 'hooks/resilience.ts'],
    ['in a `src` to be, where nothing holds sources', place('main.ts', ['pages/b.ts']), 'src/resilience.ts'],
    [
      'not among what is compiled, for a script that runs as it stands',
      place('scripts/assets/a.js', ['src/b.ts'], [], '.', 'src/resilience.js'),
      'scripts/resilience.js',
    ],
    ['nor for one at the top', place('a.js', ['src/b.ts'], [], '.', 'src/resilience.js'), 'resilience.js'],
    ['where it is wished for', place('server/a.ts', server, [], '.', 'shared/calls.ts'), 'shared/calls.ts'],
  ])('%s', (_, found, wanted) => {
    expect(found).toBe(wanted);
  });
});
