import { catalogue, warehouse } from '#clients/http';
import { request } from '#clients/request';
import { withRetry } from '#clients/retry';
import { cache, database } from '#clients/stores';

/** One page of the shop: five other services stand behind it. */
export async function product(id: string) {
  const cached = await cache.get(`product:${id}`);
  if (cached !== null) return JSON.parse(cached);
  const { data } = await catalogue.get(`/products/${id}`);
  const stock = await withRetry(() => warehouse.get(`/stock/${id}`));
  const reviews = await database.query('select * from reviews where product = $1', [id]);
  return { ...data, stock: stock.data, reviews: reviews.rows };
}

/** All of them at once: a long list is a small attack. */
export async function products(ids: string[]) {
  return Promise.all(ids.map((id) => warehouse.get(`/stock/${id}`)));
}

/** Where the customer is; the mesh bounds this one. */
export async function place(address: string) {
  return request<{ city: string }>(`http://geo.internal/lookup/${address}`);
}

/** What the weather is like there; nothing bounds this one. */
export async function weather(city: string) {
  return request<{ sunny: boolean }>(`https://weather.example.com/${city}`);
}
