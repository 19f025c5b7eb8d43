import { Redis } from 'ioredis';
import pg from 'pg';

// breakwater-disable-next-line retry-without-jitter -- one repeat, to a cache in the same rack
export const cache = new Redis({ host: 'cache.internal', commandTimeout: 250, maxRetriesPerRequest: 1 });
export const database = new pg.Pool({ host: 'db.internal', max: 20 });
