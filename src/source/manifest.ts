import { join, posix as p } from 'node:path';
import { coerce, minVersion, satisfies as inRange } from 'semver';
import type { Context } from '../model/call';
import type { Truth } from '../model/layer';
import type { Disk } from './disk';

/** What a package says of itself and of what it uses. */
export interface Manifest {
  /** Folder, relative to the root. */
  readonly dir: string;
  readonly name?: string;
  /** It ships a command. */
  readonly bin: boolean;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly private: boolean;
  /** It is meant to be imported by others. */
  readonly library: boolean;
  readonly browser: boolean;
}

export interface Manifests {
  nearest(file: string): Manifest | undefined;
  /** The installed version by the lock file, else the least one the range allows. */
  version(file: string, packageName: string): string | undefined;
  satisfies(file: string, packageName: string, range: string): Truth;
  contextOf(file: string, text?: string): Context;
}

const testPath = /(?:^|\/)(?:__tests__|__mocks__|__fixtures__|tests?|specs?|e2e|cypress|fixtures?|test-utils|testing|benchmarks?|bench)\/|\.(?:test|spec|tests|specs|e2e|cy|bench|stories|story|mock)\.[cm]?[jt]sx?$|(?:^|\/)(?:jest|vitest|playwright|cypress|karma)\.(?:config|setup)\.|(?:^|\/)(?:setupTests|test-helpers?|test-setup|conftest)\.[cm]?[jt]sx?$|[-_](?:test|spec)\.[cm]?[jt]sx?$/i;
const cliPath = /(?:^|\/)(?:bin|cli|scripts?|commands|tools?|tasks|migrations?)\/|(?:^|\/)(?:cli|gulpfile|Gruntfile)\.[cm]?[jt]s$/;
const serverPath = /(?:^|\/)(?:server|backend|api|pages\/api|functions|lambda|lambdas|workers?|routes|controllers)\/|\.server\.[jt]sx?$|(?:^|\/)route\.[jt]sx?$|(?:^|\/)middleware\.[jt]s$/;
const browserPath = /(?:^|\/)(?:client|frontend|web|ui|components|hooks|public|browser|extension|popup|content-scripts?)\/|\.client\.[jt]sx?$/;
const serverDependencies = ['express', 'fastify', 'koa', 'hapi', '@hapi/hapi', '@nestjs/core', 'restify', 'hono', 'apollo-server', '@apollo/server', 'next', 'nuxt', '@remix-run/node', 'serverless', 'aws-lambda', '@sveltejs/kit', 'moleculer', 'bullmq', 'discord.js'];
const browserDependencies = ['react-dom', 'vue', 'svelte', '@angular/core', 'preact', 'solid-js', 'jquery', 'react-native', 'lit'];

/** Reads package manifests and lock files as data. */
export function makeManifests(disk: Disk, root: string): Manifests {
  const byFolder = new Map<string, Manifest | undefined>();
  const contexts = new Map<string, Context>();
  const locks = new Map<string, Readonly<Record<string, string>>>();
  const versions = new Map<string, string | undefined>();

  const text = (path: string): string | undefined => {
    try {
      return disk.read(join(root, path));
    } catch {
      return undefined;
    }
  };

  const readManifest = (dir: string): Manifest | undefined => {
    const source = text(p.join(dir, 'package.json'));
    if (source === undefined) return undefined;
    let raw: Record<string, unknown>;
    try {
      raw = JSON.parse(source) as Record<string, unknown>;
    } catch {
      return undefined;
    }
    const dependencies: Record<string, string> = {};
    for (const kind of ['peerDependencies', 'optionalDependencies', 'devDependencies', 'dependencies']) {
      const part = raw[kind];
      if (typeof part !== 'object' || part === null) continue;
      for (const [name, range] of Object.entries(part)) if (typeof range === 'string') dependencies[name] = range;
    }
    return {
      dir,
      ...(typeof raw['name'] === 'string' ? { name: raw['name'] } : {}),
      bin: raw['bin'] !== undefined,
      dependencies,
      private: raw['private'] === true,
      library: raw['private'] !== true && (raw['main'] !== undefined || raw['exports'] !== undefined || raw['module'] !== undefined),
      browser: raw['browserslist'] !== undefined || raw['browser'] !== undefined,
    };
  };

  const nearestTo = (dir: string): Manifest | undefined => {
    if (byFolder.has(dir)) return byFolder.get(dir);
    const found = readManifest(dir) ?? (dir === '.' || dir === '/' ? undefined : nearestTo(p.dirname(dir)));
    byFolder.set(dir, found);
    return found;
  };

  /** Versions by package name, from the nearest lock file upward. */
  const locked = (dir: string): Readonly<Record<string, string>> => {
    const known = locks.get(dir);
    if (known !== undefined) return known;
    const npm = text(p.join(dir, 'package-lock.json'));
    const pnpm = npm === undefined ? text(p.join(dir, 'pnpm-lock.yaml')) : undefined;
    const yarn = npm === undefined && pnpm === undefined ? text(p.join(dir, 'yarn.lock')) : undefined;
    const found = npm !== undefined ? npmLock(npm) : pnpm !== undefined ? pnpmLock(pnpm) : yarn !== undefined ? yarnLock(yarn) : dir === '.' || dir === '/' ? {} : locked(p.dirname(dir));
    locks.set(dir, found);
    return found;
  };

  const version = (file: string, packageName: string): string | undefined => {
    const dir = p.dirname(file);
    const key = `${dir}\0${packageName}`;
    if (versions.has(key)) return versions.get(key);
    let found = locked(dir)[packageName];
    for (let m = nearestTo(dir); found === undefined && m !== undefined; m = m.dir === '.' ? undefined : nearestTo(p.dirname(m.dir))) {
      const range = m.dependencies[packageName];
      if (range === undefined) continue;
      try {
        found = minVersion(range)?.version ?? coerce(range)?.version;
      } catch {
        found = coerce(range)?.version;
      }
    }
    versions.set(key, found);
    return found;
  };

  const work = (file: string, content: string | undefined): Context => {
    if (testPath.test(file)) return 'test';
    const head = content?.slice(0, 400) ?? '';
    if (/^\s*(?:\/\*[\s\S]*?\*\/\s*)?['"]use client['"]/.test(head)) return 'browser';
    if (/^\s*['"]use server['"]/.test(head)) return 'server';
    if (head.startsWith('#!')) return 'cli';
    const m = nearestTo(p.dirname(file));
    const uses = (names: readonly string[]): boolean => names.some((n) => m?.dependencies[n] !== undefined);
    const server = uses(serverDependencies);
    const browser = uses(browserDependencies);
    if (serverPath.test(file) && !/\.tsx$|\.jsx$/.test(file)) return 'server';
    if (cliPath.test(file) && !server) return 'cli';
    if (browser && (!server || /\.[jt]sx$|\.vue$/.test(file) || browserPath.test(file))) return 'browser';
    if (server) return 'server';
    if (m?.bin === true) return 'cli';
    return m?.library === true ? 'library' : 'unknown';
  };

  return {
    nearest: (file) => nearestTo(p.dirname(file)),
    version,
    satisfies(file, packageName, range) {
      const installed = version(file, packageName);
      return installed === undefined ? 'unknown' : inRange(installed, range, { includePrerelease: true });
    },
    contextOf(file, content) {
      let known = contexts.get(file);
      if (known === undefined) {
        known = work(file, content);
        contexts.set(file, known);
      }
      return known;
    },
  };
}

function npmLock(text: string): Record<string, string> {
  const out: Record<string, string> = {};
  try {
    const lock = JSON.parse(text) as { packages?: Record<string, { version?: string }>; dependencies?: Record<string, { version?: string }> };
    for (const [path, entry] of Object.entries(lock.packages ?? {})) {
      const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1];
      if (name !== undefined && entry.version !== undefined) out[name] = entry.version;
    }
    for (const [name, entry] of Object.entries(lock.dependencies ?? {})) if (entry.version !== undefined) out[name] ??= entry.version;
  } catch {
    return {};
  }
  return out;
}

function pnpmLock(text: string): Record<string, string> {
  const out: Record<string, string> = {};
  for (const m of text.matchAll(/^ {2,4}['"]?\/?((?:@[^/@\s]+\/)?[^/@\s'"]+)[@/](\d+\.\d+\.\d+[^'":()\s]*)/gm)) out[m[1]!] ??= m[2]!;
  return out;
}

function yarnLock(text: string): Record<string, string> {
  const out: Record<string, string> = {};
  for (const m of text.matchAll(/^"?((?:@[^/@\s"]+\/)?[^/@\s",]+)@[^\n]*:\n {2}version:? "?([^"\n]+)"?/gm)) out[m[1]!] ??= m[2]!;
  return out;
}
