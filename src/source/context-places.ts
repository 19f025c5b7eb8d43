/** Folders and names of files, and what they say of where a file runs. */

/** Tests, what they stand on, and what is measured. */
export const testFolder =
  /(?:^|\/)(?:__(?:[a-z\d]*tests?|specs?|e2e|mocks?|fixtures?|benchmarks?)__|(?!ab[_-])(?:[\w-]+[_-])?(?:tests?|specs?|e2e|testing|fixtures?|mocks?|benchmarks?)|test(?:apps?|bots?|beds?)|(?:load|stress|smoke|perf|unit|integration)tests?|smoke-api|doctests?|[\w-]+-integ|cypress|tests?[_-][\w-]+|(?:[\w-]+[_-])?e2e[_-](?!encrypt|crypt|keys?\/)[\w-]+|bench|\.storybook|features(?:-[\w-]+)?\/(?:support|step[_-]?definitions|steps)|step[_-]definitions|playwright\/(?:[\w-]+\/)*(?:helpers?|fixtures?|pages?|page-?objects?|utils?|support|steps|config|setup))\//i;

const kinds =
  'integration|e2e|endToEnd|functional|unit|acceptance|smoke|system|load|perf|performance|stress|regression|conformance|component|contract|browser';

/** `integrationTests/`, `testUtils/`: the same, run together into one word. */
export const testCamel = new RegExp(
  `(?:^|/)(?:(?:${kinds})(?:Tests?|Specs?|Testing)|(?:t|[a-z][A-Za-z\\d]*T)est(?:Utils?|Helpers?|Support|Harness|Fixtures?|Mocks?|Data|Setup)|e2eTests?)/`,
);

/** A package for tests alone, by its own name: `@a/e2e-core`, `@a/testing`, `@a/test-utils`, or one that stands in for others there: `mock-service`. */
export const testPackage =
  /(?:^|[/-])(?<!(?:ab|split)-)(?:e2e(?!-encrypt|-crypt)|testing|tests|test-(?:utils?|utilities|helpers?|kit|support|harness|fixtures?|common|shared|tools?|tooling)|testkit|testutils?|load-?test(?:s|ing)?|mock-(?:services?|servers?|apis?|backends?))(?:-|$)/;

/** Tests of an app as a whole on a phone, with the tool of that name, and tests of one implementation against another; each is a package beside what it tests. */
export const besideTests = /^(?:.*\/)?(?:detox|interop(?:erability)?)$/;

/** The tools that run them. */
export const besideTesters = ['detox', 'aegir', 'mocha', 'vitest', 'jest', 'ava', 'tap', '@playwright/test'];

/** What is kept, and no longer worked on. */
export const archiveFolder = /(?:^|\/)_?archived?(?:\/|$)/i;

/** A package by its folder in which those who work on the others measure them, where it takes something that measures. */
export const measuringPackage = /(?:^|\/)(?:[\w-]+-)?(?:perf|performance|load-?test(?:s|ing)?|stress-?tests?|k6|artillery|gatling)$/;

/** A test by its own name. */
export const testName =
  /\.(?:fixtures|mocks)\.[cm]?[jt]sx?$|[._-](?:test|spec|tests|specs|e2e|cy|bench|eval|stories|story|mock|fixture)\.[cm]?[jt]sx?$|[._-](?:test|spec)s?\.(?:unit|int|integration|e2e|func|functional|node|browser|slow|live|smoke|contract|component|api|db)\.[cm]?[jt]sx?$|(?:^|\/)(?:(?:jest|vitest|playwright|cypress|karma|mocha|ava|wdio)\.(?:[\w-]+\.)?(?:config|setup)\b|\.aegir\.[cm]?[jt]s$|(?:(?:jest|vitest|playwright|cypress)(?:[-.]?global)?|global[-.]?tests?)[-.]?(?:setup|teardown)\.[cm]?[jt]s$|(?:test[-._]?(?:helpers?|setup|utils?)|setup-?tests?|conftest|tests?|specs?)\.[cm]?[jt]sx?$)/i;

/** A test by its own name where it is written as one, since some programs call so what joins them to others. */
export const perhapsTestName = /[._-](?:integration|functional|acceptance|contract|smoke)\.[cm]?[jt]sx?$/i;
export const testText = /^(?:describe|suite)(?:\.\w+)?\(/m;

/** What stands in for something else, by its own name: `httpMock.ts`, `mockClient.ts`. */
export const mockName =
  /(?:^|\/)(?:mocks?(?=\.[cm]?[jt]s$)|mock(?=[A-Z])|Mock(?=[A-Z])|[dD]ummy(?=[A-Z_-])[_-]?|\w*[a-z\d]Mock(?![a-z]))[\w-]*\.[cm]?[jt]sx?$/;

/** Packages that are about standing in for others. */
export const mockPackage = /mock/i;

/** Programs that show how something is used; below a program's own folders the word may mean anything. */
export const exampleFolder =
  /^(?:(?!(?:src|app|lib|server)\/)[^/]+\/)*(?:[\w-]+-)?(?:[eE]xamples?|[sS]amples?|[dD]emos?|playgrounds?|cookbooks?)\//;

/** Libraries keep what they show among their sources, too. */
export const libraryExamples = /\/examples\//;

/** Chores of those who work on the package: building, releasing, filling and changing a database. */
export const scriptFolder =
  /(?:^|\/)(?:\.?(?:[\w-]+-)?scripts|(?:admin|build|data|db|deploy|dev|maintenance|migration|ops|release|seed|setup)Scripts|hardhat(?:-|\/)tasks|\.github|\.circleci|(?:[\w-]+-)?migrations?|(?:[\w-]+-)?(?:seeds|seeders?)|codemods?|scratch|one-?(?:[tT]imers?|[oO]ffs?)|one-?[tT]ime(?:-scripts)?)\/|^(?:tools|tooling|hack|ci|build|debug|perf|docs?|release|website)\//;

/** A chore by its own name: `vite.config.ts`, `gulpfile.js`, `prisma/seed.ts`, `bin/migrate-groups.ts`; what looks whether it works at all (`qa-smoke.mjs`), what shows how it is done (`takerExample.ts`) or starts it for those who work on it (`server.dev.ts`); and what is a file only once a name is put in. */
export const scriptName =
  /\{\{|[\w-]\.config\.[cm]?[jt]s$|(?:^|\/)(?:gulpfile|Gruntfile|(?:[\w.-]+[._-])?(?:seed|seeder|seeding|migration|backfill|codegen)|scratch(?:[._-][\w.-]+)?)\.[cm]?[jt]s$|[a-z\d]Examples?\.[cm]?[jt]sx?$|[\w-]\.dev\.[cm]?[jt]sx?$|(?:^|\/)(?:db|database|prisma|drizzle)\/(?:[\w-]+\/)*seed-[\w-]+\.[cm]?[jt]s$|(?:^|\/)(?:bin|cli)\/(?:seed|migrate|backfill|clean-?up|fix)-[\w-]+\.[cm]?[jt]s$|(?:^|\/)(?:bin|cli)\/(?:[\w-]+\/)*(?:seed|migrate|backfill)\.[cm]?[jt]s$|(?:^|\/)(?:[\w.-]+[._-]smoke|smoke[._-]?tests?)\.[cm]?[jt]s$|^(?:(?:src|server|backend)\/)?dev(?:-server(?:[-.][\w-]+)?)?\.[cm]?[jt]s$/;

/** Packages that only those work with who work on the others: a server to try things out, a harness that weighs them, a box of tools, a step of a workflow, what changes a database by hand. */
export const asidePackage =
  /(?:^|\/)(?:dev-?(?:env|server|harness|tools?)|(?:[\w-]+-)?(?:evals?|harness)|(?:[\w-]+-)?sandbox(?:\/[^/]+)?|website|docs|gha-[\w-]+|apps\/dev(?:\/[^/]+)?|(?:tools|tooling)(?:\/[^/]+)?|(?:[\w-]+-)?scripts(?:\/[^/]+)?|release|migrat(?:e|or|ions?)(?:-[\w-]+)?)$|^sandbox\//;

/** A tool of those who work on the others, where it is kept private and nothing starts or serves it: `packages/comparison-tool`. */
export const ownTool = /(?:^|\/)[\w-]+-tools?$/;

/** What is copied to somebody else's place and runs there: folders of templates, told from templates that a program fills in by who imports them. */
export const templateFolder = /(?:^|.*\/)(?:(?:[\w-]+-)?templates|__templates?__|create-[\w-]+\/(?:.*\/)?templates?(?:-[\w-]+)?)\//;

/** What a container is asked by, whether it is well: `docker_healthcheck.ts`. */
export const healthName = /(?:^|\/)(?:[\w.-]*[._-])?health-?check\.[cm]?[jt]s$/i;

/** A package of its own below such a folder, or that is one; where packages lie side by side, one may be about templates. */
export const templatePackage =
  /^(?!(?:.*\/)?(?:apps|packages|services|libs|modules|functions)\/templates?\/$)(?:.*\/)?(?:[\w-]+-)?templates?\//;

/** What somebody builds or releases with, by its own name, away from what runs of itself. */
export const makingName =
  /^(?!(?:.*\/)?(?:src|lib|app|server|api|functions|lambdas?|jobs?|cron|tasks?|workers?|services)\/)(?:.*\/)?(?:pre|post)?(?:build|bundle|release|publish|bump|generate|gen)-[\w-]+\.[cm]?[jt]s$/;

/** Where that lies which is started again and again. */
export const runsOfItself = /(?:^|\/)(?:functions|lambdas?|jobs?|cron|tasks?|workers?|services|bots?|agents?)\//;

/** Beside what a program is made of. */
export const besideName =
  /^(?!(?:.*\/)?(?:src|lib|app|server|api|functions|lambdas?|jobs?|cron|tasks?|workers?|services|bots?|agents?|packages|apps|cmd)\/)(?:.*\/)?[^/]+\.[cm]?[jt]s$/;

/** What somebody tries something out with, by its own name: `test-sheets-diagnostic.js`. */
export const triedName = /(?:^|\/)(?:test|debug|try|tmp|temp|demo)[-_][\w.-]+\.[cm]?[jt]s$/;

/** What is done once or looked into, by its own name: `setup-notifications.js`. */
export const onceName =
  /(?:^|\/)(?:test|debug|try|tmp|temp|demo|setup|analy[sz]e|verify|probe|poc|diagnose|inspect|investigate)[-_][\w.-]+\.[cm]?[jt]s$/;

/** Packages that show how others are used, by their own name: `@a/integrations-example-b`. */
export const exampleName = /(?:^|[/-])(?:examples?|demos?|playground|samples?)(?:-|$)/;

/** A copy that somebody put aside, by its own name or by that of its folder: `api.bak/`, `_backup/`, `backup-2025-10-27/`. */
export const asideCopy =
  /\.(?:bak|orig|old)\.[cm]?[jt]sx?$|(?:^|\/)(?:index|main)\.(?:backup|copy)\.[cm]?[jt]sx?$|(?:^|\/)(?:[\w-]+\.(?:bak|old|orig)|_(?:bak|backups?|old)|(?:bak|backups?)[._-]\d[\w.-]*)\/|(?:^|\/)backups?\/[^/]*\d\d-\d\d-\d\d[^/]*$/;

/** A copy that a machine named, as it does beside the file it was made of: `mail 2.ts`, `mail copy.ts`, `mail (1).ts`. */
export const copiedName = /[^/ ] (?:\d{1,2}|\(\d+\)|(?:- )?[cC]opy(?: \d+| ?\(\d+\))?)\.[cm]?[jt]sx?$/;

/** What tools keep for themselves lies in a folder that lists leave out; some platforms look for what they run in one of their own. */
export const hiddenFolder = /(?:^|\/)\.(?!\.?\/|netlify\/|vercel\/|server\/)[\w-][^/]*\//;

/** Where helpers lie: what exports nothing there helps nobody, and is started by hand. */
export const helperFolder = /^(?:utils?|helpers?|misc)\/[^/]+\.[cm]?[jt]s$/;

/** Names of what a program begins with, whatever the script is called that runs it. */
export const serves = /(?:^|\/)(?:index|main|server|app|worker|start|bin|cli)\.[cm]?[jt]sx?$|(?:^|\/)(?:bin|cli)\//;

/** Scripts that are sent to pages as they are. */
export const servedFolder = /(?:^|\/)(?:public|static|assets|wwwroot|www|htdocs)\/(?:.*\/)?[^/]+\.m?js$/;

/** Browsers start it beside a page. */
export const workerName = /(?:^|\/)(?:service-?worker|firebase-messaging-sw|sw)\.[cm]?[jt]s$/i;

/** `api`, `functions` and `workers` name clients of an API, plain functions and web workers as well, so they do not count. */
export const serverFolder =
  /(?:^|\/)(?:server|servers|backend|lambdas?|pages\/api|app\/api|netlify\/functions)\/|\.server\.[cm]?[jt]s$|(?:^|\/)app\/(?:.+\/)?route\.[jt]s$/;

/** Names under which servers answer. */
export const serverWord = /(?:^|\/)controllers\/|\.(?:controller|gateway|resolver)\.ts$/;

/** Commands. */
export const cliFolder = /(?:^|\/)(?:bin|cli)\/|(?:^|\/)(?:cli|gulpfile|Gruntfile)\.[cm]?[jt]s$/;

/** Where a program keeps the commands that it offers. */
export const commandFolder = /(?:^|\/)commands?\//;

/** What somebody looks at, where pages are built. */
export const browserFolder =
  /(?:^|\/)(?:client|frontend|web|ui|components|hooks|composables|public|browser|popup|content-scripts?)\/|\.client\.[cm]?[jt]sx?$/;

/** A package whose pages are built and handed over whole, however it is named for others. */
export const pagesName = /(?:^|[/-])(?:ui|frontend|dashboard|webapp)$/;
