import { expect, test } from 'vitest';
import { severityOf } from '../../src/server/severity';
import { settingsFrom } from '../../src/server/settings';

const [error, warning, information, hint] = [1, 2, 3, 4];

test('nothing is louder than a warning unless asked', () => {
  expect(severityOf('missing-timeout', 'error', [])).toBe(warning);
  expect(severityOf('missing-timeout', 'warning', [])).toBe(warning);
  expect(severityOf('missing-timeout', 'info', [])).toBe(information);
});

test.each([
  ['error', error],
  ['warn', warning],
  ['info', information],
  ['hint', hint],
  ['off', undefined],
  ['default', error],
  ['downgrade', warning],
  ['upgrade', error],
] as const)('a customization may say %s', (severity, expected) => {
  expect(severityOf('missing-timeout', 'error', [{ rule: 'missing-timeout', severity }])).toBe(expected);
});

test('up and down end at the ends', () => {
  expect(severityOf('a', 'info', [{ rule: 'a', severity: 'downgrade' }])).toBe(hint);
  expect(severityOf('a', 'info', [{ rule: 'a', severity: 'upgrade' }])).toBe(warning);
});

test('a star fits any letters, a mark of exclamation means all but', () => {
  expect(severityOf('missing-timeout', 'error', [{ rule: '*-timeout', severity: 'hint' }])).toBe(hint);
  expect(severityOf('retry-storm', 'error', [{ rule: '*-timeout', severity: 'hint' }])).toBe(warning);
  expect(severityOf('retry-storm', 'error', [{ rule: '!*-timeout', severity: 'off' }])).toBe(undefined);
  expect(severityOf('aXb', 'error', [{ rule: 'a.b', severity: 'off' }])).toBe(warning);
});

test('the last customization that fits decides', () => {
  const customizations = [
    { rule: '*', severity: 'off' },
    { rule: 'missing-timeout', severity: 'error' },
  ] as const;
  expect(severityOf('missing-timeout', 'error', customizations)).toBe(error);
});

test('settings read what fits and default the rest', () => {
  const settings = settingsFrom({
    enable: 'yes',
    run: 'onSave',
    configPath: '',
    rules: { customizations: [{ rule: 'a', severity: 'loud' }, { rule: 'b', severity: 'off' }, 7] },
    fix: { kind: 'suggestion', defaultTimeoutMs: -1 },
    codeAction: { disableRuleComment: { location: 'sameLine' } },
    inlayHints: { enable: true },
  });
  expect(settings).toMatchObject({
    enable: true,
    run: 'onSave',
    configPath: undefined,
    customizations: [{ rule: 'b', severity: 'off' }],
    fixKind: 'suggestion',
    timeoutMs: 5000,
    disableComment: { enable: true, location: 'sameLine', requireReason: true },
    inlayHints: true,
    codeLens: false,
  });
});

test.each([undefined, null, 'text', 3, []])('settings may be missing altogether: %s', (raw) => {
  expect(settingsFrom(raw)).toMatchObject({
    enable: true,
    run: 'onType',
    workspaceDiagnostics: 'openFiles',
    baseline: 'fade',
    fixKind: 'safe',
  });
});
