import { describe, expect, test } from 'vitest';
import { looksFor } from '../../src/source/looks';

/** How a file may be formatted, likeliest first. */

const source = "import { a } from 'a';\n\nexport const ask = (url: string): Answer => fetch(url);\n";
const first = (files: Readonly<Record<string, string>>) => looksFor('apps/one/src/ask.ts', source, (file) => files[file])[0];

describe('a project that Biome formats', () => {
  test('is written by the defaults of Biome where nothing else is said', () => {
    expect(first({ 'biome.json': '{ "formatter": { "enabled": true } }' })).toEqual({
      printWidth: 80,
      trailingComma: 'all',
      arrowParens: 'always',
      singleQuote: false,
      semi: true,
      useTabs: true,
      tabWidth: 2,
      bracketSpacing: true,
    });
  });

  test('is written as it is told', () => {
    const biome = `{
      "formatter": { "indentStyle": "space", "indentWidth": 4, "lineWidth": 110, "bracketSpacing": false },
      "javascript": { "formatter": { "quoteStyle": "single", "semicolons": "asNeeded", "trailingCommas": "es5", "arrowParentheses": "asNeeded" } }
    }`;
    expect(first({ 'apps/biome.jsonc': biome })).toEqual({
      printWidth: 110,
      trailingComma: 'es5',
      arrowParens: 'avoid',
      singleQuote: true,
      semi: false,
      useTabs: false,
      tabWidth: 4,
      bracketSpacing: false,
    });
  });

  test('does not heed `.editorconfig` unless it is asked to', () => {
    const editor = 'root = true\n[*]\nindent_style = space\nindent_size = 4\nmax_line_length = 120\n';
    const told = (biome: string) => first({ 'biome.json': biome, '.editorconfig': editor });
    expect(told('{}')).toMatchObject({ printWidth: 80, useTabs: true });
    expect(told('{ "formatter": { "useEditorconfig": true } }')).toMatchObject({ printWidth: 120, useTabs: false, tabWidth: 4 });
  });

  test('is written as Prettier is told where that looks after it, too', () => {
    expect(first({ 'biome.json': '{}', '.prettierrc': '{ "printWidth": 90 }' })).toEqual({ printWidth: 90 });
  });
});
