import axios from 'axios';

/** Everything that talks to the catalogue service goes through here. */
export const catalogue = axios.create({ baseURL: 'https://catalogue.example.com/v2' });

/** The warehouse is slow by nature, and its bound says so. */
export const warehouse = axios.create({ baseURL: 'https://warehouse.example.com', timeout: 8_000 });
