import { api } from './http';

export const orders = () => api.get('/orders');
