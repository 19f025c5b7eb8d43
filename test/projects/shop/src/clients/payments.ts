import Stripe from 'stripe';
import pRetry from 'p-retry';

const stripe = new Stripe(process.env.STRIPE_KEY ?? '', { maxNetworkRetries: 2, timeout: 20_000 });

/** Stripe's client repeats by itself; wrapping it again multiplies. */
export function charge(customer: string, amount: number) {
  return pRetry(() => stripe.charges.create({ customer, amount, currency: 'eur' }), { retries: 4 });
}
