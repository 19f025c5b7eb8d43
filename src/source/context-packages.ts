/** What a file imports or a package depends on, and what that says of where it runs. Packages by name stand here and nowhere else. */

const names = (list: string): readonly string[] => list.trim().split(/\s+/);

/** A part of a package's name in a regular expression: `*` stands for a word, `**` for words with slashes between them. */
const asPattern = (name: string): string =>
  name.replace(/[.+?^${}()|[\]\\/]/g, '\\$&').replace(/\*\*|\*/g, (star) => (star === '**' ? '[\\w/-]+' : '[\\w-]+'));

/** `from 'a'`, and where it is asked for, `import 'a'` and `require('a')` too; a name behind `!` is none of them. */
function imports(list: readonly string[], how: 'from' | 'any'): RegExp {
  const words = how === 'from' ? 'from\\s*' : '(?:from|import|require\\()\\s*';
  const not = list.flatMap((name) => (name.startsWith('!') ? [`(?!${asPattern(name.slice(1))}["'])`] : []));
  const any = list.filter((name) => !name.startsWith('!')).map(asPattern);
  return new RegExp(`${words}(["'])${not.join('')}(?:${any.join('|')})\\1`);
}

/** Whoever asks for one of these is a test. */
export const testImport = imports(
  names('vitest node:test bun:test mocha ava tape @jest/globals @playwright/test jasmine cucumber @cucumber/cucumber'),
  'any',
);

/** What runs in Node, although it may hold code for a page as well. */
export const nodeImport = imports(
  names(`node:** fs fs/promises path http https net os crypto stream child_process worker_threads express fastify koa next/server
    next/headers @nestjs/* puppeteer puppeteer-core playwright playwright-core jsdom cheerio linkedom xmlhttprequest xhr2 electron`),
  'any',
);

/** Packages that do nothing where nobody looks. */
export const pageImport = imports(
  names(`next/router js-cookie localforage idb-keyval idb sonner react-hot-toast react-toastify react-router-dom react-dom
    react-dom/client webextension-polyfill wxt/** react-native @react-native-*/** expo expo-* !expo-server-sdk
    @tauri-apps/** @capacitor/* $app/navigation $app/stores $app/state`),
  'from',
);

/** Packages that pages are drawn with; a framework for both sides runs them on either. */
export const viewImport = imports(
  names(`vue pinia vuex vue-router react-redux @reduxjs/toolkit @reduxjs/toolkit/query @reduxjs/toolkit/react
    @reduxjs/toolkit/query/react react-router svelte svelte/store @angular/core @angular/common @angular/common/http @angular/router
    mobx mobx-react mobx-react-lite jotai recoil preact preact/* solid-js solid-js/* lit lit-element`),
  'from',
);

/** They bring pages and the server behind them. */
export const bothSides = names(`next nuxt @remix-run/node @remix-run/react @react-router/node @react-router/dev @sveltejs/kit astro
  @tanstack/react-start`);

/** A framework for both sides is told to build pages alone. */
export const onePage = names('@sveltejs/adapter-static');

/** They answer those who ask, or work off what others ordered. */
export const serverPackages = names(`express fastify koa hapi @hapi/hapi @nestjs/core restify hono polka @feathersjs/feathers
  @adonisjs/core apollo-server @apollo/server graphql-yoga @trpc/server serverless @types/aws-lambda aws-lambda
  @google-cloud/functions-framework @azure/functions moleculer bullmq bull @temporalio/worker discord.js @slack/bolt telegraf grammy
  probot`);

/** They bring pages, or draw what somebody looks at. */
export const browserPackages = names(`react-dom react-native expo vue svelte @angular/core @angular/platform-browser preact solid-js
  jquery lit react-scripts @vue/cli-service @angular/cli @vitejs/plugin-react @vitejs/plugin-vue ember-source @ionic/core @types/chrome
  @types/firefox-webext-browser webextension-polyfill wxt plasmo @crxjs/vite-plugin`);

/** What reads a command line, or asks whoever gave it. */
export const commandPackages = names(`commander yargs @oclif/core @oclif/command cac meow clipanion sade citty @caporal/core caporal
  inquirer @inquirer/prompts prompts enquirer`);

/** What draws into a terminal with components, where others draw pages. */
export const terminalPackage = 'ink';

/** What draws pages with components. */
export const componentPackage = 'react';

/** What an action of GitHub is made of: where it is no package that others take, it works for the repository it stands in. */
export const actionPackages = names('@actions/core @actions/github');

/** By which an action reads what it is told and says what came of it. */
export const actionKit = '@actions/core';

/** They measure how much a program bears, or how fast it is. */
export const measuringPackages = names(`@types/k6 k6 autocannon artillery loadtest tinybench benchmark mitata clinic 0x bombardier`);
