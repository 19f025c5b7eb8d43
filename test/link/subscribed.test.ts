import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** What an observable asks for is begun by `subscribe`; who hands it nothing that listens, or something that only reports, waits for nothing. */

const told = (body: string): readonly string[] =>
  analyse({
    files: {
      'package.json': '{ "private": true, "dependencies": { "@nestjs/core": "11", "@nestjs/axios": "4", "rxjs": "7" } }',
      'src/errors.module.ts':
        "import { HttpModule } from '@nestjs/axios';\nimport { Module } from '@nestjs/common';\nimport { Errors } from './errors.service';\n@Module({ imports: [HttpModule], providers: [Errors] })\nexport class ErrorsModule {}\n",
      'src/errors.service.ts': `import { HttpService } from '@nestjs/axios';
import { Injectable } from '@nestjs/common';
import { catchError } from 'rxjs';
@Injectable()
export class Errors {
  constructor(private readonly http: HttpService) {}
  async tell(text: string) {
    ${body}
  }
}
`,
    },
  }).findings.flatMap(({ rule, severity }) => (rule === 'missing-timeout' ? [severity] : []));

const post = "this.http.post('https://a.test', { text })";

test.each([
  ['without a listener', `${post}.subscribe();`, 'info'],
  ['with one that reports', `${post}.subscribe(() => console.log('sent'));`, 'info'],
  ['with one that does something', `${post}.subscribe((answer) => this.keep(answer));`, 'error'],
  ['with several in an object', `${post}.subscribe({ next: (answer) => this.keep(answer) });`, 'error'],
  [
    'with several that report',
    `${post}.subscribe({ next: (answer) => console.log(answer), error: (e) => this.logger.error(e), complete: console.log });`,
    'info',
  ],
  ['behind what looks at it', `${post}.pipe(catchError((error) => this.keep(error))).subscribe();`, 'error'],
  ['and what comes of it is kept', `const it = ${post}.subscribe();\n    return it;`, 'error'],
])('%s', (_, body, severity) => {
  expect(told(body)).toEqual([severity]);
});
