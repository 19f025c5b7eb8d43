import { expect, test } from 'vitest';
import { catalog } from '../../src/catalog';
import { openWorkspace } from '../../src/engine/workspace';
import { analyse } from '../harness/check';
import { everyWay } from '../harness/every-way';

type Files = Readonly<Record<string, string>>;

const base: Files = {
  'package.json': '{ "private": true, "dependencies": { "@nestjs/core": "11", "@nestjs/common": "11", "rxjs": "7" } }',
  'src/main.ts':
    "import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';\nasync function bootstrap() {\n  const app = await NestFactory.create(AppModule);\n  await app.listen(3000);\n}\nbootstrap();\n",
  'src/app.module.ts':
    "import { Module } from '@nestjs/common';\nimport { AskController } from './ask.controller';\nimport { AskService } from './ask.service';\n@Module({ controllers: [AskController], providers: [AskService] })\nexport class AppModule {}\n",
  'src/ask.controller.ts':
    "import { Controller, Get } from '@nestjs/common';\nimport { AskService } from './ask.service';\n@Controller('ask')\nexport class AskController {\n  constructor(private readonly ask: AskService) {}\n  @Get()\n  async find() {\n    return this.ask.load();\n  }\n}\n",
  'src/ask.service.ts':
    "import { Injectable } from '@nestjs/common';\n@Injectable()\nexport class AskService {\n  async load() {\n    const answer = await fetch('https://a.test');\n    return answer.json();\n  }\n}\n",
};

const interceptor = (body: string, fields = ''): string =>
  `import { CallHandler, ExecutionContext, Injectable, NestInterceptor } from '@nestjs/common';\nimport { Reflector } from '@nestjs/core';\nimport { catchError, tap, timeout, timeoutWith, throwError } from 'rxjs';\n@Injectable()\nexport class TimeoutInterceptor implements NestInterceptor {\n${fields}  intercept(context: ExecutionContext, next: CallHandler) {\n${body}\n  }\n}\n`;

const module = (provider: string): string =>
  `import { Module } from '@nestjs/common';\nimport { APP_INTERCEPTOR } from '@nestjs/core';\nimport { AskController } from './ask.controller';\nimport { AskService } from './ask.service';\nimport { TimeoutInterceptor } from './timeout.interceptor';\n@Module({ controllers: [AskController], providers: [AskService, ${provider}] })\nexport class AppModule {}\n`;

const byClass = '{ provide: APP_INTERCEPTOR, useClass: TimeoutInterceptor }';
const plain = interceptor('    return next.handle().pipe(timeout(8000));');

const found = (files: Files) => analyse({ files: { ...base, ...files } }).findings.filter(({ rule }) => rule === 'missing-timeout');
const told = (files: Files): readonly string[] => found(files).map(({ severity }) => severity);

const program = (text: string, provider = byClass): Files => ({
  'src/timeout.interceptor.ts': text,
  'src/app.module.ts': module(provider),
});

test('without one the wait has no end', () => {
  expect(told({})).toEqual(['error']);
});

test('the finding says for how long, and where that is said', () => {
  const [finding] = found(program(plain));
  expect([finding?.severity, finding?.message]).toEqual([
    'info',
    '`fetch` may hang, though nobody waits for it longer than 8 s: nothing else bounds the wait.',
  ]);
  const reason = finding?.because.find(
    ({ says }) => says === 'an interceptor of Nest lets whoever asked go after 8 s, and the work goes on',
  );
  expect(reason?.at?.file).toBe('src/timeout.interceptor.ts');
  everyWay({ files: { ...base, ...program(plain) } });
});

const given = (argument: string): string => interceptor(`    return next.handle().pipe(timeout(${argument}));`);
const field = '  constructor(private readonly ms: number) {}\n';
const kept = interceptor('    return next.handle().pipe(timeout(this.ms));', field);

test.each([
  ['a class', plain, byClass, 'info'],
  ['a provider that is there already', plain, '{ provide: APP_INTERCEPTOR, useExisting: TimeoutInterceptor }', 'info'],
  ['an instance', kept, '{ provide: APP_INTERCEPTOR, useValue: new TimeoutInterceptor(5000) }', 'info'],
  ['an instance that is patient', kept, '{ provide: APP_INTERCEPTOR, useValue: new TimeoutInterceptor(900_000) }', 'error'],
  ['what makes it', kept, '{ provide: APP_INTERCEPTOR, useFactory: () => new TimeoutInterceptor(5000) }', 'info'],
  ['an object', given('{ each: 5000 }'), byClass, 'info'],
  ['the first value only', given('{ first: 5000 }'), byClass, 'info'],
  ['a setting', given('Number(process.env.MOST)'), byClass, 'info'],
  ['longer than anybody waits', given('900_000'), byClass, 'error'],
  ['another operator', interceptor('    return next.handle().pipe(timeoutWith(5000, throwError(() => new Error())));'), byClass, 'info'],
  [
    'others beside it',
    interceptor('    return next.handle().pipe(tap(() => {}), timeout(5000), catchError((e) => throwError(() => e)));'),
    byClass,
    'info',
  ],
  ['a second pipe', interceptor('    return next.handle().pipe(tap(() => {})).pipe(timeout(5000));'), byClass, 'info'],
  ['a name', interceptor('    const work = next.handle();\n    return work.pipe(timeout(5000));'), byClass, 'info'],
  [
    'a method of its own',
    interceptor(
      '    return this.bound(next, 5000);\n  }\n  private bound(next: CallHandler, ms: number) {\n    return next.handle().pipe(timeout(ms));',
    ),
    byClass,
    'info',
  ],
  [
    'some that are told to wait',
    interceptor('    if (isStream(context)) return next.handle();\n    return next.handle().pipe(timeout(5000));'),
    byClass,
    'info',
  ],
  [
    'a time that only some handlers are told',
    interceptor(
      "    const ms = new Reflector().get('timeout', context.getHandler());\n    return ms ? next.handle().pipe(timeout(ms)) : next.handle();",
    ),
    byClass,
    'error',
  ],
  ['nothing but a report', interceptor('    return next.handle().pipe(tap(() => {}));'), byClass, 'error'],
  ['nobody who is told of it', plain, 'TimeoutInterceptor', 'error'],
  ['another token', plain, "{ provide: 'APP_INTERCEPTOR', useClass: TimeoutInterceptor }", 'error'],
])('an interceptor with %s', (_, text, provider, severity) => {
  expect(told(program(text, provider))).toEqual([severity]);
});

const main = (base['src/main.ts'] ?? '').replace(
  "import { AppModule } from './app.module';",
  "import { AppModule } from './app.module';\nimport { TimeoutInterceptor } from './timeout.interceptor';",
);

test('an app may be told of it where it is made', () => {
  const told_ = main.replace('  await app.listen', '  app.useGlobalInterceptors(new TimeoutInterceptor());\n  await app.listen');
  expect(told({ 'src/timeout.interceptor.ts': plain, 'src/main.ts': told_ })).toEqual(['info']);
});

const controller = base['src/ask.controller.ts'] ?? '';
const decorated = (mark: string): Files => ({
  'src/timeout.interceptor.ts': kept,
  'src/ask.controller.ts': controller
    .replace('{ Controller, Get }', '{ Controller, Get, UseInterceptors }')
    .replace(
      "import { AskService } from './ask.service';",
      "import { AskService } from './ask.service';\nimport { TimeoutInterceptor } from './timeout.interceptor';",
    )
    .replace(mark, `@UseInterceptors(new TimeoutInterceptor(5000))\n${mark}`),
});

test.each(["@Controller('ask')", '  @Get()'])('a controller may be told of it at %s', (mark) => {
  expect(told(decorated(mark))).toEqual(['info']);
});

test('another handler of the controller is not told', () => {
  const files = decorated('  @Get()');
  const other = (files['src/ask.controller.ts'] ?? '').replace(
    '@UseInterceptors(new',
    "  @Get('other')\n  async other() {\n    return this.ask.load();\n  }\n  @UseInterceptors(new",
  );
  expect(told({ ...files, 'src/ask.controller.ts': other })).toEqual(['error']);
});

test.each([
  ['a clock', "import { Cron } from '@nestjs/schedule';", "  @Cron('* * * * *')\n"],
  ['a message', "import { MessagePattern } from '@nestjs/microservices';", "  @MessagePattern('ask')\n"],
  ['the beginning', '', '  onModuleInit = async () => {\n    await this.ask.load();\n  };\n'],
])('what %s runs as well stays as loud', (_, head, mark) => {
  const job = `import { Injectable } from '@nestjs/common';\nimport { AskService } from './ask.service';\n${head}\n@Injectable()\nexport class Job {\n  constructor(private readonly ask: AskService) {}\n${mark}  async run() {\n    console.log(await this.ask.load());\n  }\n}\n`;
  expect(told({ ...program(plain), 'src/job.ts': job })).toEqual(['error']);
});

test('another app of the workspace that has the handler as well is told by itself', () => {
  const second: Files = {
    'src/second.ts': (base['src/main.ts'] ?? '').replace('./app.module', './second.module'),
    'src/second.module.ts': base['src/app.module.ts'] ?? '',
  };
  expect(told({ ...program(plain), ...second })).toEqual(['error']);
  expect(told({ ...program(plain), ...second, 'src/second.module.ts': module(byClass) })).toEqual(['info']);
});

test('an interceptor is heard of when it comes and goes', () => {
  const workspace = openWorkspace({ root: '/project', files: { ...base, ...program(plain) }, resident: true });
  const loud = () => workspace.analyse().findings.flatMap(({ rule, severity }) => (rule === 'missing-timeout' ? [severity] : []));
  expect(loud()).toEqual(['info']);
  workspace.update('src/timeout.interceptor.ts', given('900_000'));
  expect(loud()).toEqual(['error']);
  workspace.update('src/timeout.interceptor.ts', plain);
  expect(loud()).toEqual(['info']);
  workspace.update('src/app.module.ts', base['src/app.module.ts'] ?? '');
  expect(loud()).toEqual(['error']);
});

const models = (catalog.platforms ?? []).flatMap(({ intercepts }) => intercepts ?? []);
const marks = models.flatMap((one) =>
  one.marks.flatMap(({ modules, paths }) => modules.flatMap((from) => paths.map((path) => ({ from, path, one })))),
);

test.each(marks)('a handler that `$path` of `$from` marks', ({ from, path, one }) => {
  expect([one.makes.paths, one.own.flatMap(({ paths }) => paths), one.asked, one.goesOn]).toEqual([
    ['NestFactory.create'],
    ['UseInterceptors'],
    'intercept',
    'handle',
  ]);
  const text = controller
    .replace('import { Controller, Get }', `import { ${path} as Mark } from '${from}';\nimport { Controller }`)
    .replace('@Get()', '@Mark()');
  expect(told({ ...program(plain), 'src/ask.controller.ts': text })).toEqual(['info']);
});

const started = (code: string): Files => ({
  'src/main.ts': base['src/main.ts']!.replace('  await app.listen(3000);\n', `${code}\n`),
});
const listen = 'await app.listen(3000);';

test.each([
  ['by what stands before all handlers', `app.use((req, res, next) => {\n  res.setTimeout(30_000);\n  next();\n});\n${listen}`, 'info'],
  ['by what stands before some', `app.use('/other', (req, res, next) => {\n  res.setTimeout(30_000);\n  next();\n});\n${listen}`, 'error'],
  ['of what it started', 'const server = await app.listen(3000);\nserver.setTimeout(50_000);', 'info'],
  ['of what is beneath the app', `${listen}\napp.getHttpServer().setTimeout(50_000);`, 'info'],
  ['by something else', `${listen}\nhub.use((req, res, next) => {\n  res.setTimeout(30_000);\n  next();\n});`, 'error'],
])('the time of the server itself, %s', (_, code, severity) => {
  expect(told(started(code))).toEqual([severity]);
  everyWay({ files: { ...base, ...started(code) } });
});

test('of the server it is said that it is the server', () => {
  const [finding] = found(started(`app.use((req, res, next) => {\n  res.setTimeout(30_000);\n  next();\n});\n${listen}`));
  expect(finding?.because.map(({ says }) => says)).toContain('the server lets whoever asked go after 30 s, and the work goes on');
});
