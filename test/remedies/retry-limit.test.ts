import { describe, expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';
import { checkFix, noFix } from '../harness/check-fix';

const fetched = 'fetch(url, { signal: AbortSignal.timeout(1000) })';
const sleep = 'const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));\n\n';
const pause = 'await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(10_000, 200 * 2 ** (attempt - 1))));';

describe('a loop', () => {
  test('without an end gets one, and pauses', () => {
    const fix = checkFix(
      'retry-limit',
      `export async function user(url: string) {
  while (true) {
    try {
      return await ${fetched};
    } catch {
      // again
      continue;
    }
  }
}
`,
      `export async function user(url: string) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ${fetched};
    } catch (error) {
      if (attempt >= 3) throw error;
      ${pause}
      // again
      continue;
    }
  }
}
`,
    );
    expect(fix).toMatchObject({ title: 'Give up after 3 attempts, with growing pauses', safety: 'suggestion' });
  });

  test('a pause of its own grows', () => {
    checkFix(
      'retry-limit',
      `${sleep}export async function user(url: string) {
  for (;;) {
    try {
      return await ${fetched};
    } catch (e) {
      await sleep(1000);
    }
  }
}
`,
      `${sleep}export async function user(url: string) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ${fetched};
    } catch (e) {
      if (attempt >= 3) throw e;
      await sleep(Math.random() * Math.min(10_000, 1000 * 2 ** (attempt - 1)));
    }
  }
}
`,
    );
  });

  test('what says or counts the failure is done before it gives up, as it was', () => {
    const text = (head: string, ...lines: string[]) =>
      `let failures = 0;\nexport async function user(url: string) {\n  ${head} {\n    try {\n      return await ${fetched};\n    } catch (error) {\n${lines.map((line) => `      ${line}\n`).join('')}    }\n  }\n}\n`;
    const told = ['failures += 1;', 'console.warn("again", error); // again'];
    const rest = ['if (failures > 100) console.error("many");'];
    checkFix(
      'retry-limit',
      text('while (true)', ...told, ...rest),
      text(
        'for (let attempt = 1; ; attempt++)',
        told[0]!,
        'console.warn("again", error);',
        'if (attempt >= 3) throw error;',
        `${pause} // again`,
        ...rest,
      ),
    );
  });

  test('what is not tried again is thrown without a pause', () => {
    const text = (head: string, first: string, before: string, after: string) =>
      `export async function user(url: string) {\n  ${head} {\n    try {\n      return await ${fetched};\n    } catch (error) {\n${first}      if (!(error instanceof TypeError)) throw error;\n${before}      console.warn('again');\n${after}    }\n  }\n}\n`;
    const stop = '      if (attempt >= 3) throw error;\n';
    const own = `      ${pause}\n`;
    checkFix('retry-limit', text('while (true)', '', '', ''), text('for (let attempt = 1; ; attempt++)', stop, '', own));
    const more = '      continue;\n';
    checkFix('retry-limit', text('while (true)', '', '', more), text('for (let attempt = 1; ; attempt++)', stop, '', own + more));
  });

  test('without braces of its own', () => {
    const text = (head: string, handler: string) =>
      `export const a = 1;\nexport async function user(url: string) {\n  ${head} try { return await ${fetched}; } catch ${handler}\n}\n`;
    checkFix(
      'retry-limit',
      text('while (true)', '{ /* again */ }'),
      text('for (let attempt = 1; ; attempt++)', `(error) {\n    if (attempt >= 3) throw error;\n    ${pause}\n    /* again */\n  }`),
    );
    noFix('retry-limit', text('while (true)', '{}').replace('return await', 'await'));
  });

  test('a condition of its own stays', () => {
    checkFix(
      'retry-limit',
      `export async function user(url: string) {
  let answer: Response | undefined;
  while (!answer) {
    try {
      answer = await ${fetched};
    } catch (e) {
      console.log(e);
    }
  }
  return answer;
}
`,
      `export async function user(url: string) {
  let answer: Response | undefined;
  let attempt = 0;
  while (!answer) {
    try {
      answer = await ${fetched};
    } catch (e) {
      console.log(e);
      attempt++;
      if (attempt >= 3) throw e;
      ${pause}
    }
  }
  return answer;
}
`,
    );
  });

  test('that waits for a good answer ends with an error', () => {
    checkFix(
      'retry-limit',
      `${sleep}export async function user(url: string) {
  while (true) {
    const answer = await ${fetched};
    if (answer.ok) return answer;
    await sleep(500);
  }
}
`,
      `${sleep}export async function user(url: string) {
  for (let attempt = 1; attempt <= 3; attempt++) {
    const answer = await ${fetched};
    if (answer.ok) return answer;
    if (attempt < 3) await sleep(Math.random() * Math.min(10_000, 500 * 2 ** (attempt - 1)));
  }
  throw new Error('No success after 3 attempts');
}
`,
    );
  });

  test('in the manner of its file, with the number of the configuration', () => {
    checkFix(
      'retry-limit',
      {
        'main.js': `export const user = async (url) => {\r\n\twhile (true) {\r\n\t\ttry { return await fetch(url, { signal: AbortSignal.timeout(1000) }) } catch { continue }\r\n\t}\r\n}\r\nexport const a = "b"\r\n`,
        'breakwater.config.json': '{ "fix": { "attempts": 5 } }',
      },
      {
        'main.js': `export const user = async (url) => {\r\n\tfor (let attempt = 1; ; attempt++) {\r\n\t\ttry { return await fetch(url, { signal: AbortSignal.timeout(1000) }) } catch (error) {\r\n\t\t\tif (attempt >= 5) throw error\r\n\t\t\tawait new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(10_000, 200 * 2 ** (attempt - 1))))\r\n\t\t\tcontinue\r\n\t\t}\r\n\t}\r\n}\r\nexport const a = "b"\r\n`,
      },
    );
  });

  test('with a name goes on by its name, and what is counted stands in front of the name', () => {
    checkFix(
      'retry-limit',
      `export async function user(url: string) {
  attempt: while (true) {
    try {
      return await ${fetched};
    } catch {
      continue attempt;
    }
  }
}
`,
      `export async function user(url: string) {
  attempt: for (let tries = 1; ; tries++) {
    try {
      return await ${fetched};
    } catch (error) {
      if (tries >= 3) throw error;
      ${pause.replace('attempt -', 'tries -')}
      continue attempt;
    }
  }
}
`,
    );
    checkFix(
      'retry-limit',
      `export async function user(url: string) {
  let answer;
  // again and again
  again: do {
    try {
      answer = await ${fetched};
    } catch (error) {
      continue again;
    }
  } while (answer === undefined);
  return answer;
}
`,
      `export async function user(url: string) {
  let answer;
  // again and again
  let attempt = 0;
  again: do {
    try {
      answer = await ${fetched};
    } catch (error) {
      attempt++;
      if (attempt >= 3) throw error;
      ${pause}
      continue again;
    }
  } while (answer === undefined);
  return answer;
}
`,
    );
  });

  test('that goes on with a loop around it when all is well', () => {
    const text = (head: string, handler: string) => `${sleep}export async function users(urls: string[]) {
  const all = [];
  outer: for (const url of urls) {
    ${head} {
      try {
        all.push(await ${fetched});
        continue outer;
      } catch${handler}
    }
  }
  return all;
}
`;
    checkFix(
      'retry-limit',
      text('for (;;)', ` {\n        await sleep(1000);\n      }`),
      text(
        'for (let attempt = 1; ; attempt++)',
        ` (error) {\n        if (attempt >= 3) throw error;\n        await sleep(Math.random() * Math.min(10_000, 1000 * 2 ** (attempt - 1)));\n      }`,
      ),
    );
  });

  test.each([
    ['while (true) {', 'for (const part of [1, 2]) if (part === answer.status) break again;'],
    ['while (true) {', 'switch (answer.status) {\n      case 200:\n        break again;\n    }'],
  ])('that may be left by its name stays as it is', (head, leaves) => {
    noFix(
      'retry-limit',
      `export async function user(url: string) {
  let answer;
  again: ${head}
    answer = await ${fetched};
    ${leaves}
  }
  return answer;
}
`,
    );
  });

  test('that may be left in its midst stays as it is', () => {
    noFix(
      'retry-limit',
      `export async function user(url: string) {
  let answer;
  while (true) {
    answer = await ${fetched};
    if (answer.ok) break;
  }
  return answer;
}
`,
    );
  });
});

describe('a function that starts over', () => {
  test('not a method of a class that has a parent, which may have another parameter there', () => {
    const text = (head: string, parameter = '', lines = '', argument = '') =>
      `export class Users ${head}{\n  async user(url: string${parameter}): Promise<Response> {\n    try {\n      return await ${fetched};\n    } catch (error) {\n${lines}      return this.user(url${argument});\n    }\n  }\n}\n`;
    const lines = `      if (attempt >= 3) throw error;\n      ${pause}\n`;
    checkFix('retry-limit', text(''), text('', ', attempt = 1', lines, ', attempt + 1'));
    noFix('retry-limit', text('implements Store '));
    noFix('retry-limit', text('extends Store '));
  });

  test('a handler that starts over for some failures alone goes on with the others as before', () => {
    const text = (
      parameter: string,
      first: string,
      argument: string,
    ) => `export async function users({ url, page = 1 }: { url: string; page?: number }${parameter}): Promise<unknown> {
  try {
    return await ${fetched};
  } catch (error: any) {
    console.log(error.status);
    if (error.status === 429) {
${first}      await new Promise((done) => setTimeout(done, 10_000));
      return users({
        url,
        page: 1,
      }${argument});
    }
    return [];
  }
}
`;
    checkFix('retry-limit', text('', '', ''), text(', attempt = 1', '      if (attempt >= 3) throw error;\n', ', attempt + 1'));
  });

  test('what is not tried again is thrown without a pause', () => {
    const text = (
      parameter: string,
      first: string,
      before: string,
      argument: string,
    ) => `export async function user(url: string${parameter}): Promise<Response> {
  try {
    return await ${fetched};
  } catch (error) {
    if (error instanceof TypeError) {
${first}      console.warn('again');
${before}      return await user(url${argument});
    } else {
      throw error;
    }
  }
}
`;
    checkFix(
      'retry-limit',
      text('', '', '', ''),
      text(', attempt = 1', '      if (attempt >= 3) throw error;\n', `      ${pause}\n`, ', attempt + 1'),
    );
  });

  test('without braces of its own the pause comes first', () => {
    const text = (
      parameter: string,
      first: string,
      argument: string,
    ) => `export async function user(url: string${parameter}): Promise<Response> {
  try {
    return await ${fetched};
  } catch (error) {
${first}    if (error instanceof TypeError) return user(url${argument});
    throw error;
  }
}
`;
    const first = `    if (attempt >= 3) throw error;\n    ${pause}\n`;
    checkFix('retry-limit', text('', '', ''), text(', attempt = 1', first, ', attempt + 1'));
  });

  test('in a handler', () => {
    checkFix(
      'retry-limit',
      `export async function user(url: string): Promise<Response> {
  try {
    return await ${fetched};
  } catch {
    return user(url);
  }
}
`,
      `export async function user(url: string, attempt = 1): Promise<Response> {
  try {
    return await ${fetched};
  } catch (error) {
    if (attempt >= 3) throw error;
    ${pause}
    return user(url, attempt + 1);
  }
}
`,
    );
  });

  test('in a chain', () => {
    checkFix(
      'retry-limit',
      `export function user(url: string): Promise<Response> {
  return ${fetched}.catch(() => user(url));
}
`,
      `export function user(url: string, attempt = 1): Promise<Response> {
  return ${fetched}.catch(async (error) => {
    if (attempt >= 3) throw error;
    ${pause}
    return user(url, attempt + 1);
  });
}
`,
      // It went on for ever, and so nobody asked what it went on for.
      { allowed: ['retry-blind-to-status'] },
    );
  });

  test('by a timer: its caller waits for the last attempt and hears of its failure', () => {
    checkFix(
      'retry-limit',
      `export async function load(url: string): Promise<void> {
  try {
    await ${fetched};
  } catch {
    setTimeout(() => load(url), 1000);
  }
}
`,
      `export async function load(url: string, attempt = 1): Promise<void> {
  try {
    await ${fetched};
  } catch (error) {
    if (attempt >= 3) throw error;
    ${pause.replace('200', '1000')}
    return load(url, attempt + 1);
  }
}
`,
    );
  });

  test('whoever is run for each element is handed a number already', () => {
    noFix(
      'retry-limit',
      `async function user(url: string): Promise<Response> {
  try {
    return await ${fetched};
  } catch {
    return user(url);
  }
}
export const users = (urls: string[]) => Promise.all(urls.map(user));
`,
    );
  });
});

describe('do … while (true)', () => {
  const head = (loop: string, tail: string, handler: string, rest = '', inside = '') =>
    `export async function user(url: string) {
  ${loop} {
    try {
      const answer = await ${fetched};
      if (answer.ok) return answer;
    } catch {
${handler}    }${inside}
  }${tail}
${rest}}
`;
  test('a bad answer leads back as well, and is counted', () => {
    checkFix(
      'retry-limit',
      head('do', ' while (true);', '      void url;\n'),
      head(
        'for (let attempt = 1; attempt <= 3; attempt++)',
        '',
        `      if (attempt >= 3) throw error;\n      void url;\n`,
        "  throw new Error('No success after 3 attempts');\n",
        `\n    if (attempt < 3) ${pause}`,
      ).replace('catch {', 'catch (error) {'),
    );
  });
});

test('a timer keeps the length of its first pause', () => {
  const text = (parameter: string, handler: string) =>
    `export async function load(url: string${parameter}): Promise<void> {
  try {
    await ${fetched};
  } catch${handler}
  }
}
`;
  checkFix(
    'retry-limit',
    text('', ' {\n    setTimeout(() => load(url), 1500);'),
    text(
      ', attempt = 1',
      ` (error) {
    if (attempt >= 3) throw error;
    ${pause.replace('200', '1500')}
    return load(url, attempt + 1);`,
    ),
  );
});

test('what is measured and told of a failure is so of the last one, too', () => {
  const text = (parameter: string, stop: string, next: string) =>
    `export async function load(url: string, times: number[]${parameter}): Promise<Response> {
  const start = performance.now();
  try {
    return await ${fetched};
  } catch (error) {
    const took = performance.now() - start;
    times.push(took);
${stop}    const wait = 1000;
    await new Promise((resolve) => setTimeout(resolve, wait));
    return load(url, times${next});
  }
}
`;
  checkFix('retry-limit', text('', '', ''), text(', attempt = 1', '    if (attempt >= 3) throw error;\n', ', attempt + 1'));
});

describe('braces around a single statement', () => {
  const text = `export async function load(url: string): Promise<Response> {
  for (;;) {
    try {
      return await ${fetched};
    } catch (error) {
      console.warn(error);
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}
`;
  const stopIn = (files: Record<string, string>): boolean => {
    const workspace = openWorkspace({ root: '/project', files: { 'src/load.ts': text, ...files } });
    const fix = workspace
      .findings()
      .flatMap((finding) => workspace.fixes(finding))
      .find(({ remedy }) => remedy === 'retry-limit');
    const written = fix?.edits.map((edit) => edit.text).join('\n') ?? '';
    expect(written).toMatch(/if \(attempt >= 3\) /);
    return /if \(attempt >= 3\) \{\n\s+throw error;\n\s+\}/.test(written);
  };
  test.each([
    ['eslint.config.mjs', "export default [{ rules: { curly: 'error' } }];"],
    ['eslint.config.mjs', "export default [{ rules: { 'curly': ['error', 'all'] } }];"],
    ['.eslintrc.yaml', 'rules:\n  curly:\n    - error\n    - all\n'],
    ['biome.json', '{ "linter": { "rules": { "style": { "useBlockStatements": "error" } } } }'],
  ])('stand where the linter wants them: %s, %#', (name, config) => expect(stopIn({ [name]: config })).toBe(true));
  test.each([
    ['eslint.config.mjs', "export default [{ rules: { curly: 'off' } }];"],
    ['eslint.config.mjs', "export default [{ rules: { curly: ['error', 'multi-line'] } }];"],
    ['eslint.config.mjs', "export default [{ rules: { '@stylistic/curly-newline': 'error' } }];"],
    ['src/other.ts', "export const curly: string = 'error';"],
  ])('stand nowhere else: %s, %#', (name, config) => expect(stopIn({ [name]: config })).toBe(false));
});

test('who waits for something to come up is asked whether to end, and not made to', () => {
  const text = (head: string, ...lines: string[]) =>
    `${sleep}export async function waitForServer(url: string) {\n  ${head} {\n    try {\n      return await ${fetched};\n    } catch (error) {\n${lines.map((line) => `      ${line}\n`).join('')}    }\n  }\n}\n`;
  const fix = checkFix(
    'retry-limit',
    text('while (true)', 'await sleep(1000);'),
    text(
      'for (let attempt = 1; ; attempt++)',
      'if (attempt >= 3) throw error;',
      'await sleep(Math.random() * Math.min(10_000, 1000 * 2 ** (attempt - 1)));',
    ),
  );
  expect(fix.safety).toBe('dangerous');
});

describe("the file's own pause", () => {
  const text = (head: string, more: string) =>
    `import { wait } from './wait';\n\nexport const rest = () => poll(${more});\nasync function poll(ms: number) {\n  await wait(${more});\n  return ms;\n}\nexport async function user(url: string) {\n  ${head} {\n    try {\n      return await ${fetched};\n    } catch (error) {\n      PAUSE\n      console.error(error);\n    }\n  }\n}\n`;

  test.each([
    ['is used where its unit shows', '500', 'await wait(Math.random() * Math.min(10_000, 200 * 2 ** (attempt - 1)));'],
    ['is left where that may be seconds', '5', pause],
  ])('%s', (_, ms, line) => {
    checkFix(
      'retry-limit',
      text('while (true)', ms).replace('      PAUSE\n', ''),
      text('for (let attempt = 1; ; attempt++)', ms)
        .replace('      PAUSE\n', '')
        .replace('console.error(error);\n', `console.error(error);\n      if (attempt >= 3) throw error;\n      ${line}\n`),
    );
  });
});

test('a worker may go on all day, and is given an end by a person', () => {
  const text = `export async function user(url: string) {\n  while (true) {\n    try {\n      return await ${fetched};\n    } catch {}\n  }\n}\n`;
  const of = (file: string) => {
    const workspace = openWorkspace({ root: '/project', files: { [file]: text } });
    return workspace.findings().flatMap((finding) => workspace.fixes(finding).filter(({ remedy }) => remedy === 'retry-limit'))[0]?.safety;
  };
  expect([of('src/worker/user.ts'), of('src/user.ts')]).toEqual(['dangerous', 'suggestion']);
});

test('what a helper starts over has the count and the pause of that helper', () => {
  noFix(
    'retry-limit',
    `const backoff = async (run: () => Promise<Response>): Promise<Response> => {
  await new Promise((resolve) => setTimeout(resolve, 100));
  return run();
};
export async function user(url: string): Promise<Response> {
  try {
    return await ${fetched};
  } catch {
    return backoff(() => user(url));
  }
}
`,
  );
});
