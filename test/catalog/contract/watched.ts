/** A model that remembers which fields of its rows were asked for. */
export interface Watched<M> {
  readonly model: M;
  /** Fields that nobody asked for, each as `options[3].plus`. */
  readonly unread: () => readonly string[];
}

/**
 * Only a field that somebody names counts as read: one that is copied along with all the others does not. A list of
 * plain values, and what stands inside of a field that is no list of rows, is one thing.
 */
export function watched<M extends object>(model: M): Watched<M> {
  const read = new Set<string>();
  return { model: around(model, '', read), unread: () => fieldsOf(model, '').filter((path) => !read.has(path)) };
}

function around<T extends object>(target: T, path: string, read: Set<string>): T {
  const known = new Map<PropertyKey, object>();
  let copied: PropertyKey | undefined;
  return new Proxy(target, {
    getOwnPropertyDescriptor: (at, key) => {
      copied = key;
      return Reflect.getOwnPropertyDescriptor(at, key);
    },
    get: (at, key) => {
      const value: unknown = Reflect.get(at, key);
      if (typeof key === 'symbol' || !Object.hasOwn(at, key)) return value;
      const its = join(path, Array.isArray(at), key);
      // Copying asks for the description of a field first, and for its value at once.
      if (copied !== key) read.add(its);
      copied = undefined;
      if (!isRows(value) && !Array.isArray(at)) return value;
      if (typeof value !== 'object' || value === null) return value;
      const before = known.get(key) ?? around(value, its, read);
      known.set(key, before);
      return before;
    },
  });
}

function fieldsOf(row: object, path: string): readonly string[] {
  return Object.entries(row).flatMap(([key, value]) => {
    const its = join(path, false, key);
    return isRows(value) ? value.flatMap((inner, i) => fieldsOf(inner, `${its}[${i}]`)) : [its];
  });
}

const isRows = (value: unknown): value is readonly object[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'object' && one !== null && !Array.isArray(one));

const join = (path: string, list: boolean, key: string): string => (list ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`);
