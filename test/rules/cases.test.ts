import { describe, expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** The small set every version must get right: a fault named, or silence at warning and above. */
const cases: readonly (readonly [name: string, expected: string | undefined, code: string])[] = [
  [
    't01_fetch_bare',
    'missing-timeout',
    `
export const f = async (u: string) => { const r = await fetch(u); return r.json(); };
`,
  ],
  [
    't02_fetch_literal_opts',
    'missing-timeout',
    `
export const f = () => fetch("https://x.test/a", { method: "POST", body: "1" });
`,
  ],
  [
    't03_fetch_signal_timeout',
    undefined,
    `
export const f = (u: string) => fetch(u, { signal: AbortSignal.timeout(5000) });
`,
  ],
  [
    't04_fetch_never_aborted_controller',
    'signal-cannot-fire',
    `
export const f = (u: string) => { const c = new AbortController(); return fetch(u, { signal: c.signal }); };
`,
  ],
  [
    't05_fetch_user_cancel_only',
    'missing-timeout',
    `
export const f = (u: string, signal: AbortSignal) => fetch(u, { signal });
export const page = () => { const c = new AbortController(); addEventListener("unload", () => c.abort()); return f("https://x.test", c.signal); };
`,
  ],
  [
    't06_fetch_opts_const_no_signal',
    'missing-timeout',
    `
const opts = { method: "POST" };
export const f = (u: string) => fetch(u, opts);
`,
  ],
  [
    't07_fetch_opts_const_with_signal',
    undefined,
    `
export const f = (u: string) => { const opts = { method: "POST", signal: AbortSignal.timeout(3000) }; return fetch(u, opts); };
`,
  ],
  [
    't08_fetch_spread_no_signal',
    'missing-timeout',
    `
const base = { headers: { a: "b" } };
export const f = (u: string) => fetch(u, { ...base, method: "PUT" });
`,
  ],
  [
    't09_fetch_alias',
    'missing-timeout',
    `
const { fetch: ftch } = globalThis;
export const f = (u: string) => ftch(u);
`,
  ],
  [
    't10_fetch_shadowed',
    undefined,
    `
export const g = (fetch: (u: string) => number) => fetch("x");
`,
  ],
  [
    't11_fetch_wrapped_race_no_abort',
    'timeout-without-cancel',
    `
export const f = (u: string) => Promise.race([fetch(u), new Promise((_, j) => setTimeout(() => j(new Error("t")), 1000))]);
`,
  ],
  [
    't12_axios_bare',
    'missing-timeout',
    `
import axios from "axios";
export const f = () => axios.get("https://x.test/a");
`,
  ],
  [
    't13_axios_instance_default',
    undefined,
    `
import axios from "axios";
const api = axios.create({ baseURL: "https://x.test", timeout: 2000 });
export const f = () => api.get("/a");
`,
  ],
  [
    't14_axios_instance_no_default',
    'missing-timeout',
    `
import axios from "axios";
const api = axios.create({ baseURL: "https://x.test" });
export const f = () => api.get("/a");
`,
  ],
  [
    't15_axios_instance_override_zero',
    'disabled-timeout',
    `
import axios from "axios";
const api = axios.create({ timeout: 2000 });
export const f = () => api.get("/a", { timeout: 0 });
`,
  ],
  [
    't16_axios_post_timeout_in_body',
    'missing-timeout',
    `
import axios from "axios";
export const f = () => axios.post("/a", { timeout: 3000 });
`,
  ],
  [
    't17_axios_defaults_other_file',
    undefined,
    `
import "../setup-axios.js";
import axios from "axios";
export const f = () => axios.get("https://x.test/a");
`,
  ],
  [
    't18_axios_signal_no_timeout_value_undefined',
    'missing-timeout',
    `
import axios from "axios";
export const f = () => axios.get("/a", { signal: undefined, timeout: undefined });
`,
  ],
  [
    't19_axios_const_zero',
    'disabled-timeout',
    `
import axios from "axios";
const T = 0;
export const f = () => axios.get("/a", { timeout: T });
`,
  ],
  [
    't20_wrapper_interproc',
    undefined,
    `
const http = (u: string, init: RequestInit = {}) => fetch(u, { ...init, signal: AbortSignal.timeout(4000) });
export const f = () => http("https://x.test");
`,
  ],
  [
    't21_wrapper_interproc_missing',
    'missing-timeout',
    `
const http = (u: string, init?: RequestInit) => fetch(u, init);
export const f = () => http("https://x.test", { method: "POST" });
`,
  ],
  [
    't22_got_default_none',
    'missing-timeout',
    `
import got from "got";
export const f = () => got("https://x.test").json();
`,
  ],
  [
    't23_node_http_get',
    'missing-timeout',
    `
import http from "node:http";
export const f = () => http.get("http://x.test", (r) => r.resume()).on("error", () => {});
`,
  ],
  [
    't24_timeout_seconds_for_ms',
    'timeout-unit',
    `
import axios from "axios";
export const f = () => axios.get("/a", { timeout: 30 });
`,
  ],
  [
    't25_timeout_too_long',
    'excessive-timeout',
    `
export const f = (u: string) => fetch(u, { signal: AbortSignal.timeout(3_600_000) });
`,
  ],
  [
    'r01_while_true_no_backoff',
    'unbounded-retry',
    `
export async function f(u: string) { while (true) { try { return await fetch(u, { signal: AbortSignal.timeout(1000) }); } catch (e) { continue; } } }
`,
  ],
  [
    'r02_while_true_backoff_no_cap',
    'unbounded-retry',
    `
const sleep = (n: number) => new Promise((r) => setTimeout(r, n));
export async function f(u: string) { for (;;) { try { return await fetch(u, { signal: AbortSignal.timeout(1000) }); } catch { await sleep(1000); } } }
`,
  ],
  [
    'r03_recursive_retry',
    'unbounded-retry',
    `
export async function f(u: string): Promise<Response> { try { return await fetch(u, { signal: AbortSignal.timeout(1000) }); } catch { return f(u); } }
`,
  ],
  [
    'r04_bounded_no_backoff',
    'retry-without-backoff',
    `
export async function f(u: string) { for (let i = 0; i < 5; i++) { try { return await fetch(u, { signal: AbortSignal.timeout(1000) }); } catch {} } throw new Error("x"); }
`,
  ],
  [
    'r05_fixed_backoff_no_jitter',
    'retry-without-jitter',
    `
export async function f(u: string) { for (let i = 0; i < 3; i++) { try { return await fetch(u, { signal: AbortSignal.timeout(1000) }); } catch { await new Promise((r) => setTimeout(r, 500)); } } throw new Error("x"); }
`,
  ],
  [
    'r06_retry_post',
    'unsafe-retry',
    `
import pRetry from "p-retry";
export const pay = () => pRetry(() => fetch("https://x.test/charge", { method: "POST", signal: AbortSignal.timeout(1000) }), { retries: 3 });
`,
  ],
  [
    'r07_nested_same_file',
    'retry-amplification',
    `
import pRetry from "p-retry";
import got from "got";
export const f = () => pRetry(() => got("https://x.test", { timeout: { request: 1000 } }), { retries: 3 });
`,
  ],
  [
    'r08_nested_cross_fn',
    'retry-amplification',
    `
import pRetry from "p-retry";
const inner = () => pRetry(() => fetch("https://x.test", { signal: AbortSignal.timeout(1000) }), { retries: 3 });
export const outer = () => pRetry(() => inner(), { retries: 3 });
`,
  ],
  [
    'r09_retry_4xx',
    'retry-non-transient',
    `
import pRetry from "p-retry";
export const f = () => pRetry(async () => { const r = await fetch("https://x.test", { signal: AbortSignal.timeout(1000) }); if (!r.ok) throw new Error("bad"); return r; }, { retries: 3 });
`,
  ],
  [
    'r10_paging_loop',
    undefined,
    `
export async function all(u: string) { let next: string | null = u; const out: unknown[] = []; while (next) { const r: any = await (await fetch(next, { signal: AbortSignal.timeout(1000) })).json(); out.push(r); next = r.next; } return out; }
`,
  ],
  [
    'r11_signal_shared_across_attempts',
    'shared-attempt-signal',
    `
import pRetry from "p-retry";
export const f = (u: string) => { const signal = AbortSignal.timeout(2000); return pRetry(() => fetch(u, { signal }), { retries: 5 }); };
`,
  ],
  [
    'c01_breaker_per_call',
    'breaker-per-call',
    `
import CircuitBreaker from "opossum";
export const f = (u: string) => new CircuitBreaker(() => fetch(u, { signal: AbortSignal.timeout(1000) })).fire();
`,
  ],
  [
    'c02_breaker_module',
    undefined,
    `
import CircuitBreaker from "opossum";
const b = new CircuitBreaker((u: string) => fetch(u, { signal: AbortSignal.timeout(1000) }));
export const f = (u: string) => b.fire(u);
`,
  ],
  [
    's01_signal_dropped',
    'signal-not-forwarded',
    `
export async function load(u: string, signal: AbortSignal) { signal.throwIfAborted(); return await fetch(u, { signal: AbortSignal.timeout(1000) }); }
`,
  ],
  [
    's02_signal_dropped_2hops',
    'signal-not-forwarded',
    `
const get = (u: string) => fetch(u, { signal: AbortSignal.timeout(1000) });
export async function load(u: string, { signal }: { signal: AbortSignal }) { log(signal.aborted); return await get(u); }
declare const log: (x: unknown) => void;
`,
  ],
  [
    'b01_promise_all_map',
    'unbounded-fanout',
    `
export const f = (ids: string[]) => Promise.all(ids.map((i) => fetch("https://x.test/" + i, { signal: AbortSignal.timeout(1000) })));
`,
  ],
  [
    'b02_promise_all_tuple',
    undefined,
    `
export const f = () => Promise.all(["a", "b"].map((i) => fetch("https://x.test/" + i, { signal: AbortSignal.timeout(1000) })));
`,
  ],
  [
    'e01_swallow_to_default',
    'swallowed-failure',
    `
export async function f(u: string) { try { return await (await fetch(u, { signal: AbortSignal.timeout(1000) })).json(); } catch { return []; } }
`,
  ],
  [
    'e02_no_ok_check',
    'unchecked-status',
    `
export async function f(u: string) { const r = await fetch(u, { signal: AbortSignal.timeout(1000) }); return (await r.json()).items; }
`,
  ],
];

/** Where a second fault above a remark stands beside the one the case is about. */
const beside: Readonly<Record<string, readonly string[]>> = {
  r01_while_true_no_backoff: ['retry-without-backoff'],
  r03_recursive_retry: ['retry-without-backoff'],
};

describe('the 44 cases', () => {
  test('are forty-four', () => {
    expect(cases).toHaveLength(44);
  });

  test.each(cases)('%s', (name, expected, code) => {
    const files: Record<string, string> = { 'src/cases/case.ts': code };
    if (name.startsWith('t17')) files['src/setup-axios.ts'] = "import axios from 'axios';\naxios.defaults.timeout = 5000;\n";
    const { findings, problems } = analyse({ files });
    expect(problems).toEqual([]);
    if (expected !== undefined) expect(findings.map((finding) => finding.rule)).toContain(expected);
    const loud = findings.filter((finding) => finding.severity !== 'info' && finding.rule !== expected).map((finding) => finding.rule);
    expect(loud).toEqual(beside[name] ?? []);
  });
});
