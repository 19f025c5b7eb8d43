import type { ClientModel } from '../../model/catalog/client';
import { ownFetch } from '../families/fetch';
import { fetchFloor, noTimeout } from '../families/floor';

/** What gives a builder: the calls of a table, of which a bucket has an `update`, too, and `rpc`. */
const builders = ['select', 'insert', 'table:update', 'upsert', 'delete', 'rpc'];

/** A builder sends when it is awaited; every filter gives the builder back, so only the entry counts as the call. */
export const supabaseSupabaseJs: ClientModel = {
  id: '@supabase/supabase-js',
  title: 'Supabase',
  modules: ['@supabase/supabase-js', '@supabase/ssr', '@supabase/postgrest-js', '@supabase/auth-helpers-nextjs'],
  failure: 'resolves',
  makes: [
    { path: 'createClient', options: ['arg[2]'], types: ['SupabaseClient'] },
    ...['createServerClient', 'createBrowserClient'].map((path) => ({ path, options: ['arg[2]'] as const })),
    ...[
      'createClientComponentClient',
      'createServerComponentClient',
      'createRouteHandlerClient',
      'createServerActionClient',
      'createMiddlewareClient',
      'createPagesBrowserClient',
      'createPagesServerClient',
    ].map((path) => ({ path, options: ['arg[1]'] as const })),
    { path: 'PostgrestClient', options: ['arg[1]'] },
    { path: 'schema', on: ['instance'], inherits: true },
    { path: 'from', on: ['instance'], kind: 'table', inherits: true },
    { path: 'storage.from', on: ['instance'], kind: 'bucket', inherits: true },
  ],
  calls: [
    { paths: ['select'], on: ['table'], effect: 'read', traits: ['lazy'] },
    { paths: ['insert', 'update', 'upsert', 'delete'], on: ['table'], effect: 'write', traits: ['lazy'] },
    // Its options (`head`, `count`) take no signal.
    { paths: ['rpc'], on: ['instance'], effect: 'unknown', traits: ['lazy'] },
    { paths: ['functions.invoke'], on: ['instance'], options: ['arg[1]'], effect: 'write' },
    {
      paths: [
        'auth.getUser',
        'auth.getClaims',
        'auth.refreshSession',
        'auth.getUserIdentities',
        'auth.admin.getUserById',
        'auth.admin.listUsers',
        'storage.listBuckets',
        'storage.getBucket',
      ],
      on: ['instance'],
      effect: 'read',
    },
    {
      paths: [
        'auth.signUp',
        'auth.signInWithPassword',
        'auth.signInWithOtp',
        'auth.signInWithIdToken',
        'auth.signInAnonymously',
        'auth.signInWithSSO',
        'auth.signOut',
        'auth.verifyOtp',
        'auth.resend',
        'auth.updateUser',
        'auth.resetPasswordForEmail',
        'auth.exchangeCodeForSession',
        'auth.setSession',
        'auth.mfa.enroll',
        'auth.mfa.challenge',
        'auth.mfa.verify',
        'auth.mfa.unenroll',
        'auth.admin.createUser',
        'auth.admin.deleteUser',
        'auth.admin.updateUserById',
        'auth.admin.inviteUserByEmail',
        'auth.admin.generateLink',
        'auth.admin.signOut',
        'storage.createBucket',
        'storage.updateBucket',
        'storage.emptyBucket',
        'storage.deleteBucket',
      ],
      on: ['instance'],
      effect: 'write',
    },
    { paths: ['download', 'list', 'info', 'exists', 'createSignedUrl', 'createSignedUrls'], on: ['bucket'], effect: 'read' },
    {
      paths: ['upload', 'update', 'uploadToSignedUrl', 'createSignedUploadUrl', 'move', 'copy', 'remove'],
      on: ['bucket'],
      effect: 'write',
    },
  ],
  options: [
    { ...ownFetch, option: 'global.fetch' },
    // It bounds the calls of tables and `rpc`, not those of auth, storage and functions.
    {
      option: 'db.timeout',
      at: 'instance',
      on: ['select', 'insert', 'update', 'upsert', 'delete', 'rpc'],
      versions: '>=2.95.0',
      sets: 'timeout',
    },
    { option: 'timeout', at: 'call', on: ['functions.invoke'], sets: 'timeout' },
    { option: 'signal', at: 'call', on: ['functions.invoke'], sets: 'cancellation', unit: 'signal' },
    // Builders know the member; what auth, storage and functions give back is a promise.
    { option: 'abortSignal', at: 'call', on: builders, sets: 'cancellation', unit: 'signal', proved: true },
    { option: 'throwOnError', at: 'call', sets: 'status', resolves: [false] },
    { option: 'retry', at: 'call', sets: 'retry', field: 'all', off: [false] },
  ],
  chains: [
    { member: 'abortSignal', as: 'abortSignal' },
    { member: 'retry', as: 'retry' },
    { member: 'throwOnError', as: 'throwOnError', missing: true },
  ],
  defaults: [
    noTimeout('Supabase has no timeout unless `db.timeout` is set or `.abortSignal()` is called'),
    ...fetchFloor,
    {
      // `rpc` is a POST, which is sent once, unless it is told to `get`.
      facet: 'retry',
      on: ['select'],
      versions: '>=2.102.0',
      attempts: 4,
      backoff: 'exponential',
      jitter: false,
      delayMs: 1_000,
      maxDelayMs: 30_000,
      writes: false,
      says: 'Supabase tries reads 4 times after 503, 520 and network errors (pauses of 1, 2 and 4 s)',
    },
  ],
  advice: 'createClient(url, key, { db: { timeout: 10_000 } })',
  evidence: [{ url: 'https://supabase.com/docs/reference/javascript/initializing', versions: '2.109.0', how: 'read' }],
};
