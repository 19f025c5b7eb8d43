/** What generators say at the start of a line of the first comments. */
const said =
  /^[\s/*#!-]*(?:(?:note|warning|attention|important)\W+)?(?:@generated\b|this (?:file|code|class|module)\b.{0,40}?\bgenerated\b|(?:auto[- ]?|automatically )generated\b(?! (?:ids?|keys?|names?|values?)\b)|(?:code )?generated (?:by|with|using)\b|.{0,60}\bdo not (?:edit|modify|change)(?: this file| the (?:class|file)| it)? (?:manually|by hand|directly)\b)/im;
/** People write it in small letters when they mean one line of the file. */
const shouted = /\bDO NOT (?:EDIT|MODIFY)\b/;
/** Bundlers put a part of a checksum into names, too: `chart-b4b159b2.js`. A date has no letters. */
const names =
  /\.(?:gen|generated|pb)\.[cm]?[jt]sx?$|_(?:grpc_)?pb\.[cm]?[jt]sx?$|(?:^|\/)(?:__generated__|generated)\/|[-.](?=[\da-f]*\d)(?=[\da-f]*[a-f])[\da-f]{8,}\.m?js$|(?:^|\/)chunk-[A-Z\d]{8}\.[cm]?js$/;

/** What bundlers write before the first module: webpack's margin and its two names, esbuild's short names for what `Object` has, browserify's prelude. */
const bundled =
  /^\/\*{6}\/ |\/\/ webpackBootstrap$|\(function webpackUniversalModuleDefinition\(|^var __(?:create|defProp|getOwnPropDesc|getOwnPropNames|getProtoOf) = Object\.|^(?:require=)?\(function(?:\(\)\{function r\(e,n,t\)| e\(t,n,r\))\{function (?:o|s)\(/m;
/** Characters behind the first comments in which they stand. */
const bundleHead = 2000;

/** Written by a program, so nobody mends it here: told by its name, by its first comments or by how a bundle begins. */
export function isGenerated(text: string, file: string): boolean {
  if (names.test(file)) return true;
  const comments = firstComments(text);
  return said.test(comments) || shouted.test(comments) || bundled.test(text.slice(0, comments.length + bundleHead));
}

/** What a compiler of TypeScript writes before the first statement of a module of CommonJS. */
const compiled = /^(?:var __\w+ = \(?this && this\.__\w+\b|Object\.defineProperty\(exports, ["']__esModule["'], \{ value: true \}\))/;

/** Its last line names the map that leads back to the source. */
const mapped = /^\/\/# sourceMappingURL=\S+\s*$/m;

/** Whether a compiler wrote a text out of a source. */
export function isCompiled(text: string): boolean {
  return mapped.test(text.slice(-300)) || compiled.test(text.slice(firstComments(text).length));
}

/** The comments before the first line of code. */
function firstComments(text: string): string {
  let at = 0;
  for (;;) {
    lead.lastIndex = at;
    at += lead.exec(text)?.[0].length ?? 0;
    const end =
      text.startsWith('//', at) || (at === 0 && text.startsWith('#!'))
        ? text.indexOf('\n', at)
        : text.startsWith('/*', at)
          ? text.indexOf('*/', at) + 2
          : at;
    if (end <= at) return text.slice(0, end === at ? at : undefined);
    at = end;
  }
}

/** Blanks, and directives such as `'use strict'`. */
const lead = /(?:\s+|(["'])use [a-z ]+\1;?)*/y;

const longLine = 500;

/** Pressed together by a program: nearly all of it stands in very long lines, and those lines are code rather than data. */
export function isMinified(text: string): boolean {
  if (text.length < 5000) return false;
  let [long, marks] = [0, 0];
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    if (end - start > longLine) {
      long += end - start;
      marks += text.slice(start, end).match(/[;{}()]/g)?.length ?? 0;
    }
    start = end + 1;
  }
  return long >= text.length * 0.9 && marks > long * 0.03;
}
