import express from 'express';
import { charge } from './clients/payments.js';
import { place, product, products, weather } from './routes/products.js';

const app = express();
app.get('/products/:id', async (req, res) => res.json(await product(req.params.id)));
app.get('/products', async (req, res) => res.json(await products(String(req.query.ids).split(','))));
app.get('/place', async (req, res) => res.json(await weather((await place(String(req.query.address))).city)));
app.post('/charge', async (req, res) => res.json(await charge(req.body.customer, req.body.amount)));
app.listen(3000);
