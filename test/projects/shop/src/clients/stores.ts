import { Redis } from 'ioredis';
import pg from 'pg';

export const cache = new Redis({ host: 'cache.internal', commandTimeout: 250, maxRetriesPerRequest: 1 });
export const database = new pg.Pool({ host: 'db.internal', max: 20 });
