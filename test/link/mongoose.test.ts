import { expect, test } from 'vitest';
import { callsIn } from '../harness/check';

const named = (text: string): readonly string[] =>
  [...(callsIn({ 'main.ts': text }).get('main.ts') ?? [])].map(({ site, profile }) => `${site.name} ${site.effect} ${profile.timeout.is}`);

test('the driver beneath Mongoose is reached through the connection of the module', () => {
  expect(
    named(`
      import mongoose from 'mongoose';
      const database = () => {
        const db = mongoose.connection.db;
        if (!db) throw new Error('not connected');
        return db;
      };
      export async function move(from: string, to: string) {
        const db = database();
        const there = await db.listCollections({ name: to }).toArray();
        if (there.length === 0) await db.createCollection(to);
        await db.collection(from).aggregate([{ $out: to }]).toArray();
        const cursor = db.collection(from).find().sort({ _id: 1 });
        while (await cursor.hasNext()) await db.collection(to).insertOne(await cursor.next());
        await mongoose.connection.collection(from).drop();
      }
    `),
  ).toEqual([
    'db.listCollections unknown unknown',
    'db.createCollection write unknown',
    'Mongoose.toArray read unknown',
    'cursor.hasNext read unknown',
    'Mongoose.insertOne write unknown',
    'cursor.next read unknown',
    'Mongoose.drop write unknown',
  ]);
});

test('it is reached through a connection of its own, through Mongoose itself by its type, and through a model', () => {
  expect(
    named(`
      import mongoose, { type Mongoose } from 'mongoose';
      const own = mongoose.createConnection('mongodb://127.0.0.1/a');
      const Bill = own.model('Bill', new mongoose.Schema({}));
      export const size = () => own.db.stats();
      export const count = (it: Mongoose) => it.connection.db.collection('bills').countDocuments({});
      export const change = (changes: object[]) => Bill.collection.bulkWrite(changes);
      export const index = () => Bill.syncIndexes();
    `),
  ).toEqual([
    'mongoose.createConnection read present',
    'own.db.stats unknown unknown',
    'Mongoose.countDocuments read unknown',
    'Bill.collection.bulkWrite write unknown',
    'Bill.syncIndexes write unknown',
  ]);
});

test('a document is stored by itself, whether it is new or was found', () => {
  expect(
    named(`
      import mongoose from 'mongoose';
      const Bill = mongoose.model('Bill', new mongoose.Schema({}));
      export async function pay(of: string) {
        const bill = new Bill({ of });
        await bill.save();
        const old = await Bill.findOne({ of });
        old.paid = true;
        await old.save();
      }
    `),
  ).toEqual(['bill.save write unknown', 'Bill.findOne read unknown', 'old.save write unknown']);
});
