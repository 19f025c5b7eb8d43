import { expect, test } from 'vitest';
import { callsIn } from '../harness/check';

const named = (text: string): readonly string[] =>
  [...(callsIn({ 'main.ts': text }).get('main.ts') ?? [])].map(({ site, profile }) => `${site.name} ${site.effect} ${profile.timeout.is}`);

test.each([
  ['present', ', dialectOptions: { query_timeout: 1000 }'],
  ['absent', ''],
])('a row is stored under the bound of the instance that defined its model: %s', (is, more) => {
  expect(
    named(`
      import { Sequelize } from 'sequelize';
      const db = new Sequelize('a', 'b', 'c', { dialect: 'postgres'${more} });
      const Bill = db.define('bill', {});
      export async function pay(id: number) {
        const bill = await Bill.findOne({ where: { id } });
        bill.paid = true;
        await bill.save();
        const copy = Bill.build({ id });
        await copy.save();
        const fresh = new Bill({ id });
        await fresh.save();
        const [row, isNew] = await Bill.findOrCreate({ where: { id } });
        if (!isNew) await row.reload();
      }
      export const drop = (id: number) => Bill.findByPk(id).then((old) => old.destroy());
      export const count = (id: number) => Bill.findOrCreate({ where: { id } }).spread((it, isNew) => isNew || it.increment('reads'));
    `),
  ).toEqual(
    [
      'Bill.findOne read',
      'bill.save write',
      'copy.save write',
      'fresh.save write',
      'Bill.findOrCreate write',
      'row.reload write',
      'Bill.findByPk read',
      'old.destroy write',
      'Bill.findOrCreate write',
      'it.increment write',
    ].map((call) => `${call} ${is}`),
  );
});

test('a row of a model class has a bound that is not known, and so has the one of a pair', () => {
  expect(
    named(`
      import { Model } from 'sequelize';
      class Bill extends Model {}
      export async function pay(id: number) {
        const bill = await Bill.findByPk(id);
        await bill.update({ paid: true });
        const [row] = await Bill.findOrCreate({ where: { id } });
        await row.save();
        return Bill.upsert({ id }).spread((it) => it.reload());
      }
    `),
  ).toEqual([
    'Bill.findByPk read unknown',
    'bill.update write unknown',
    'Bill.findOrCreate write unknown',
    'row.save write unknown',
    'Bill.upsert write unknown',
    'it.reload write unknown',
  ]);
});
