import { namesOf } from '../../../src/link/arguments';
import type { ClientModel } from '../../../src/model/catalog/client';
import type { ChainModel, OptionModel } from '../../../src/model/catalog/option';
import type { Literal } from '../../../src/model/catalog/paths';
import type { GuardedCall } from '../../../src/model/call';
import type { Layer } from '../../../src/model/layer';
import { type Case, callOf, holds, shown } from './case';
import { asSaid, belongs, impossible, packageOf } from './clients';
import { inside } from './versions';
import { type Arguments, isClass, list, literal, put, type Snippet, source, type Target, targetsOf } from './write';

/** Each option sets its facet, each word that switches it off does so, what is ignored is ignored. */
export function optionCases(model: ClientModel): readonly Case[] {
  const rows = (model.options ?? []).flatMap((row, i) => {
    const places = (['call', 'instance'] as const).filter((where) => row.at === undefined || row.at === where);
    const cases = places.flatMap((where) => rowCases(model, row, where));
    return cases.length > 0 ? cases : [impossible(`${model.id}: option ${i} (${row.option})`, 'there is no place to write it')];
  });
  return [
    ...rows,
    ...chainCases(model),
    ...assignCases(model),
    ...interceptorCases(model),
    ...hookCases(model),
    ...stayCases(model),
    ...driverCases(model),
  ];
}

/** What so many stand for: `plus` the first, `times` those of what lies beneath. */
function tries({ plus = 1, times = 1 }: OptionModel, number: number): number {
  const own = number + plus;
  return times === 'itself' ? own * own : own * times;
}

export type Where = 'call' | 'instance';

/** What is written for an option, and what must come of it. */
export interface Word {
  readonly value: string;
  readonly more?: readonly (readonly [option: string, value: string])[];
  readonly wants: (call: GuardedCall) => boolean;
  readonly says: string;
}

function rowCases(model: ClientModel, row: OptionModel, where: Where): readonly Case[] {
  const write = writerOf(model, row, where);
  if (write === undefined) return [];
  const version = inside(row.versions);
  return [
    ...heardCases(model, row),
    ...wordsOf(model, row, where).map((word) => {
      const { text, name, alone } = write([[row.option, word.value], ...(word.more ?? [])]);
      return {
        name: `${model.id}: ${row.option}: ${word.value} at the ${where} (${name})`,
        text,
        ...(alone === undefined ? {} : { alone }),
        ...(version === undefined ? {} : { version: [packageOf(model), version] as const }),
        judge: (calls: readonly GuardedCall[]) => {
          const call = callOf(calls, model.id);
          if (call === undefined) return `nothing is seen in\n${text}`;
          return word.wants(call) ? undefined : `${word.says}; the layers are ${shown(call.layers)}\n${text}`;
        },
      };
    }),
  ];
}

/** What keeps an instance on the machine does so by each of its values, and not where it may be another. */
function stayCases(model: ClientModel): readonly Case[] {
  return (model.stays ?? []).flatMap(({ option, is, begins, unless = [], absent }): readonly Case[] => {
    const write = writerOf(model, { option, at: 'instance', sets: 'timeout' }, 'instance');
    const name = `${model.id}: ${option} keeps it on the machine`;
    if (write === undefined) return [impossible(name, 'there is no place to write it')];
    const one = (value: string, local: boolean, beside: readonly string[] = []): Case => {
      // What would be local without another option is made with that one.
      const others = (model.stays ?? []).flatMap((row) => (row.absent === true && row.option !== option ? [row.option] : []));
      const { text } = write([[option, value], ...[...others, ...beside].map((other): [string, string] => [other, 'process.env.OTHER'])]);
      return {
        name: `${name}: ${value} ${beside}`,
        text,
        judge: (calls) => {
          const call = callOf(calls, model.id);
          if (call === undefined) return `nothing is seen in\n${text}`;
          return call.site.traits.includes('local') === local ? undefined : `its traits are ${call.site.traits}\n${text}`;
        },
      };
    };
    if (absent === true) return [one('process.env.WHERE', false)];
    const [first = '/run/it.sock', ...more] = is ?? begins?.map((text) => `${text}it`) ?? [];
    return [
      ...[first, ...more].map((value) => one(`'${value}'`, true)),
      ...unless.map((other) => one(`'${first}'`, false, [other])),
      ...(begins === undefined ? [] : [one("'https://it.example'", false)]),
      one('process.env.WHERE', false),
    ];
  });
}

/** What one driver of several does by itself holds where the instance was made with that driver alone. */
function driverCases(model: ClientModel): readonly Case[] {
  return model.defaults.flatMap((row): readonly Case[] => {
    const { beside } = row;
    if (beside === undefined) return [];
    const write = writerOf(
      model,
      { option: beside.option, at: 'instance', sets: 'timeout', ...(row.on === undefined ? {} : { on: row.on }) },
      'instance',
    );
    const name = `${model.id}: "${row.says}"`;
    if (write === undefined) return [impossible(name, 'there is no place to write its driver')];
    const one = (value: string, holds: boolean): Case => {
      const { text } = write([[beside.option, value]]);
      return {
        name: `${name}: ${value}`,
        text,
        judge: (calls) => {
          const call = callOf(calls, model.id);
          if (call === undefined) return `nothing is seen in\n${text}`;
          const told = call.layers.some((layer) => layer.because.says === row.says) && asSaid(call.layers, row);
          return told === holds ? undefined : `the layers are ${shown(call.layers)}\n${text}`;
        },
      };
    };
    return [...beside.is.map((value) => one(literal(value), true)), one("'another'", false), one('process.env.DRIVER', false)];
  });
}

/** What is ignored is heard where the instance was made with another option, and where that may be, nothing is sure. */
function heardCases(model: ClientModel, { heardWith, ...row }: OptionModel): readonly Case[] {
  const target = model.calls.flatMap((call) => targetsOf(model, call)).find((one) => belongs(row.on, one) && one.way.length > 0);
  if (heardWith === undefined) return [];
  const name = `${model.id}: ${row.option} with ${heardWith}`;
  const maker = target?.way.findLastIndex((make) => (make.options ?? []).length > 0) ?? -1;
  const [at, from] = [target?.call.options?.[0], target?.way[maker]?.options?.[0]];
  if (target === undefined || at === undefined || from === undefined) return [impossible(name, 'there is no place to write it')];
  const { value, wants } = plainWord(model, row, 'call');
  const ignored = (call: GuardedCall): boolean => call.layers.some((l) => l.kind === 'ignored');
  const judges: readonly (readonly [word: string, right: (call: GuardedCall) => boolean])[] = [
    ['true', (call) => wants(call) && !ignored(call)],
    ['false', ignored],
    ['process.env.THAT === "1"', (call) => !ignored(call) && call.layers.some((l) => l.kind === 'opaque')],
  ];
  return judges.map(([word, right]) => {
    const [args, made]: [Arguments, Arguments] = [new Map(), new Map()];
    put(args, at, namesOf(row.option), value);
    put(made, from, namesOf(heardWith), word);
    const text = source(model, target, { args, makers: new Map([[maker, made]]) });
    return {
      name: `${name}: ${word}`,
      text,
      judge: (calls) => {
        const call = callOf(calls, model.id);
        if (call === undefined) return `nothing is seen in\n${text}`;
        return right(call) ? undefined : `it is taken otherwise: ${shown(call.layers)}\n${text}`;
      },
    };
  });
}

type Writer = (options: readonly (readonly [option: string, value: string])[]) => { text: string; name: string; alone?: true };

/** The first call, or the first maker before a call, that takes the option. */
function writerOf(model: ClientModel, row: OptionModel, where: Where): Writer | undefined {
  const repeating = (target: Target): number =>
    row.sets === 'retry' && model.defaults.some((one) => one.facet === 'retry' && belongs(one.on, target)) ? 0 : 1;
  const targets = model.calls.flatMap((call) => targetsOf(model, call)).toSorted((a, b) => repeating(a) - repeating(b));
  for (const target of targets) {
    if (!belongs(row.on, target) || target.call.without?.includes(row.option) === true) continue;
    if (row.sets === 'retry' && target.call.without?.includes('default:retry') === true) continue;
    const writer = where === 'call' ? atCall(model, target, row) : atInstance(model, target, row);
    if (writer !== undefined) return writer;
  }
  return undefined;
}

function atCall(model: ClientModel, target: Target, row: OptionModel): Writer | undefined {
  const chains = (model.chains ?? []).filter((chain) => chain.at !== 'instance');
  const top = row.option.split('.')[0];
  const timed = chains.find((chain) => chain.timed === true && chain.as === row.option);
  if (timed !== undefined)
    return (options) => {
      const timers = options.map(([, value]) => `setTimeout(() => answer.${timed.member}(), ${value});\n`);
      return { text: source(model, target) + timers.join(''), name: 'by a timer' };
    };
  if (chains.some((chain) => chain.as === row.option || chain.as === top))
    return (options) => {
      const behind = options.map(([option, value]) => chained(chains, option, value) ?? '').join('');
      const at = target.call.options?.[0];
      const args: Arguments = new Map();
      if (at !== undefined)
        for (const [option, value] of options) if (chained(chains, option, value) === undefined) put(args, at, namesOf(option), value);
      return { text: source(model, target, { args, behind }), name: 'chained' };
    };
  const at = target.call.options?.[0];
  if (at === undefined) return undefined;
  return (options) => {
    const args: Arguments = new Map();
    if (target.call.command !== undefined) put(args, target.call.command, [], 'new lib.GetThingCommand({})');
    for (const [option, value] of options) put(args, at, namesOf(option), value);
    return { text: source(model, target, { args }), name: at };
  };
}

/** `.timeout(5)`, or `.timeout({ response: 5 })` for a part of what the member takes. */
function chained(chains: readonly ChainModel[], option: string, value: string): string | undefined {
  const [top = '', ...rest] = option.split('.');
  const meant = chains.filter((one) => one.as === option);
  const chain = meant.find((one) => one.when !== undefined) ?? meant[0] ?? chains.find((one) => one.as === top);
  if (chain === undefined) return undefined;
  const whole = chain.as === option ? value : rest.reduceRight((inner, name) => `{ ${name}: ${inner} }`, value);
  if (chain.arg?.startsWith('arg[0].') === true) return `.${chain.member}({ ${chain.arg.slice('arg[0].'.length)}: ${whole} })`;
  const args = chain.arg === 'arg[1]' ? [chain.when === undefined ? '1' : literal(chain.when), whole] : [whole];
  return `.${chain.member}(${args.join(', ')})`;
}

function atInstance(model: ClientModel, target: Target, row: OptionModel): Writer | undefined {
  const last = target.way.findLastIndex((make) => (make.options ?? []).length > 0);
  const at = target.way[last]?.options?.[0];
  if (at !== undefined)
    return (options) => {
      const args: Arguments = new Map();
      for (const [option, value] of options) put(args, at, namesOf(option), value);
      const snippet: Snippet = { makers: new Map([[last, args]]), ...commandOf(target) };
      return { text: source(model, target, snippet), name: `${target.way[last]?.path} ${at}` };
    };
  const under = atUnder(model, target);
  if (under !== undefined) return under;
  const setter = (model.chains ?? []).find((chain) => chain.at === 'instance' && chain.as === row.option);
  if (setter !== undefined)
    return (options) => {
      const on = (made: string): string => (setter.member.includes('.') ? 'lib' : made);
      const between = (made: string) => options.map(([, value]) => `${on(made)}.${setter.member}(${handed(setter, value, '1')});`);
      return { text: source(model, target, { between }), name: setter.member, alone: true };
    };
  const assigned = (model.assigns ?? []).find((path) => !path.includes('*'));
  if (assigned === undefined || row.option.includes('.')) return undefined;
  return (options) => {
    const between = (made: string) =>
      options.map(([option, value]) => `${made}.${[assigned, option].filter((part) => part !== '').join('.')} = ${value};`);
    return { text: source(model, target, { between, ...commandOf(target) }), name: `assigned to ${assigned}`, alone: true };
  };
}

/** A thing of the same library that is handed to the maker: `createClient({ transport: http(url, options) })`. */
function atUnder(model: ClientModel, target: Target): Writer | undefined {
  const last = target.way.findLastIndex((make) => (make.of ?? []).length > 0);
  const of = target.way[last]?.of?.[0];
  const under = (model.makes ?? []).find(
    (make) => make.on === undefined && make.kind !== undefined && make.kind !== target.kind && (make.options ?? []).length > 0,
  );
  const at = under?.options?.[0];
  if (of === undefined || under === undefined || at === undefined) return undefined;
  return (options) => {
    const inner: Arguments = new Map();
    for (const [option, value] of options) put(inner, at, namesOf(option), value);
    const args: Arguments = new Map();
    put(args, of, [], `${isClass(under.path) ? 'new ' : ''}lib.${under.path}(${list(inner)})`);
    return { text: source(model, target, { makers: new Map([[last, args]]) }), name: `${under.path} ${at}` };
  };
}

const commandOf = ({ call }: Target): Snippet =>
  call.command === undefined ? {} : { args: new Map([[0, 'new lib.GetThingCommand({})']]) };

/** Everything one row says, word by word. */
export function wordsOf(model: ClientModel, row: OptionModel, where: Where): readonly Word[] {
  const facet =
    row.sets === 'timeout' || row.sets === 'retry' || row.sets === 'cancellation' || row.sets === 'bulkhead' ? row.sets : 'timeout';
  const plain = plainWord(model, row, where);
  if (row.ignored !== undefined) {
    const ignored = (layer: Layer): boolean => layer.kind === 'ignored' && layer.facet === facet && layer.because.says === row.ignored;
    return [{ value: plain.value, wants: (call) => call.layers.some(ignored), says: 'it should be ignored' }];
  }
  const needed = row.needs === undefined ? [] : ([[row.needs, row.needs === 'listener' ? '() => {}' : 'true']] as const);
  const with_ = (word: Word): Word => ({ ...word, more: [...(word.more ?? []), ...needed] });
  const says = plain.says;
  const lacking: readonly Word[] =
    row.needs === undefined
      ? []
      : [
          {
            value: plain.value,
            wants: (call) => call.layers.some((l) => l.kind === 'ignored' && l.facet === facet),
            says: `it should have no effect without ${row.needs}`,
          },
        ];
  const other =
    row.unless === undefined
      ? []
      : [
          {
            value: plain.value,
            more: [[row.unless, 'true'] as const],
            wants: (call: GuardedCall) => !plain.wants(call),
            says: `it should not act beside ${row.unless}`,
          },
        ];
  const { beside } = row;
  const drivers: readonly Word[] =
    beside === undefined
      ? []
      : [
          ...beside.is.map((one) => with_({ ...plain, more: [...(plain.more ?? []), [beside.option, literal(one)]] })),
          with_({
            ...plain,
            more: [...(plain.more ?? []), [beside.option, "'another'"]],
            wants: (call) => !plain.wants(call),
            says: `it should not be heard where ${beside.option} is another`,
          }),
        ];
  return [
    with_(plain),
    ...drivers,
    ...(row.off ?? []).map((word) => with_(offWord(row, word, facet))),
    ...(row.same ?? []).map((word) =>
      with_({
        value: literal(word),
        wants: (call) => !plain.wants(call) && !call.layers.some((l) => l.kind === 'disabled'),
        says: 'it should count as not written',
      }),
    ),
    ...(row.kills ?? []).map((word) =>
      with_({ value: literal(word), wants: (call) => holds(call.layers, 'timeout', { ms: 0 }), says: 'it should end the call at once' }),
    ),
    ...(row.unbounded ?? []).map((word) =>
      with_({
        value: literal(word),
        wants: (call) => holds(call.layers, 'retry', { attempts: 'unbounded' }),
        says: 'it should have no end',
      }),
    ),
    ...(row.resolves ?? []).map((word) => ({
      value: literal(word),
      wants: (call: GuardedCall) => call.site.failure === 'resolves',
      says: 'a bad status should resolve',
    })),
    ...lacking,
    ...other,
    ...(row.strategy === true && row.field === 'delayMs'
      ? [{ value: '7', wants: (call: GuardedCall) => holds(call.layers, 'retry', { delayMs: 7 }), says: 'a number should be its pause' }]
      : []),
    ...(row.strategy === true
      ? [
          {
            value: '() => 5',
            wants: (call: GuardedCall) => holds(call.layers, 'retry', { attempts: 'unbounded' }),
            says: `${says}: a function that never stops has no end`,
          },
        ]
      : []),
  ];
}

function offWord(row: OptionModel, word: Literal, facet: string): Word {
  const value = literal(word);
  if (facet === 'timeout')
    return {
      value,
      wants: (call) => call.layers.some((l) => l.kind === 'disabled' && l.facet === 'timeout'),
      says: 'it should switch the bound off',
    };
  if (facet === 'retry')
    return { value, wants: (call) => holds(call.layers, 'retry', { attempts: 1 }), says: 'it should switch the repeating off' };
  return {
    value,
    wants: (call) => holds(call.layers, 'bulkhead', { limit: 'unbounded' }),
    says: `\`${row.option}\` should take the limit away`,
  };
}

function plainWord(model: ClientModel, row: OptionModel, where: Where): Word {
  const says = `\`${row.option}\` should set its ${row.sets}`;
  const word = (value: string, wants: Word['wants'], more?: Word['more']): Word => ({
    value,
    wants,
    says,
    ...(more === undefined ? {} : { more }),
  });
  if (row.unit === 'fetch') {
    const bounded = '(to, init) => fetch(to, { ...init, signal: AbortSignal.timeout(1234) })';
    return word(bounded, (call) => holds(call.layers, 'timeout', { ms: 1234, covers: 'total', cancels: true }));
  }
  if (row.unit === 'signal') return word('AbortSignal.timeout(1234)', (call) => holds(call.layers, 'timeout', { ms: 1234, by: 'signal' }));
  switch (row.sets) {
    case 'timeout': {
      const part = { covers: row.covers ?? 'attempt', cancels: row.cancels ?? true, by: 'option' } as const;
      if (row.unit === 's') return word('7', (call) => holds(call.layers, 'timeout', { ...part, ms: 7000 }));
      if (row.unit === 'deadline') return word('Date.now() + 1234', (call) => holds(call.layers, 'timeout', { ...part, ms: 'unknown' }));
      return word('1234', (call) => holds(call.layers, 'timeout', { ...part, ms: 1234 }));
    }
    case 'retry':
      return retryWord(model, row, where, word);
    case 'idempotency':
      return word("'key'", (call) => call.layers.some((l) => l.kind === 'idempotency'));
    case 'bulkhead':
      return word('7', (call) => holds(call.layers, 'bulkhead', { limit: 7 }));
    case 'cancellation':
      return word('{}', () => false);
    case 'status':
    case 'agent':
      return word('{}', (call) => !call.layers.some((l) => l.kind === 'ignored'));
  }
}

type Made = (value: string, wants: Word['wants'], more?: Word['more']) => Word;

function retryWord(model: ClientModel, row: OptionModel, where: Where, word: Made): Word {
  const count = (model.options ?? []).find(
    (one) =>
      one !== row &&
      one.sets === 'retry' &&
      (one.field ?? 'attempts') === 'attempts' &&
      one.strategy !== true &&
      (one.at ?? where) === where &&
      one.option !== row.option &&
      !row.option.startsWith(`${one.option}.`),
  );
  const more = count === undefined ? [] : [[count.option, '3'] as const];
  const retry = (part: Parameters<typeof holds<'retry'>>[2]) => (call: GuardedCall) =>
    holds(call.layers, 'retry', { ...part, form: 'option', ...(row.reconnect === undefined ? {} : { reconnect: row.reconnect }) });
  if (row.strategy === true) return word('(n) => (n > 3 ? undefined : 5)', retry({ attempts: 'unknown' }));
  switch (row.field ?? 'attempts') {
    case 'attempts':
      return word('3', retry({ attempts: tries(row, 3), ...(row.writes === undefined ? {} : { writes: row.writes }) }));
    case 'delayMs':
      return word('7', retry({ delayMs: row.unit === 's' ? 7000 : 7 }), more);
    case 'maxDelayMs':
      return word('7', retry({ maxDelayMs: row.unit === 's' ? 7000 : 7 }), more);
    case 'totalMs':
      return word('7', retry({ totalMs: row.unit === 's' ? 7000 : 7 }), more);
    case 'backoff':
      return word("'exponential'", retry({ backoff: 'exponential' }), more);
    case 'jitter':
      return word('true', retry({ jitter: true }), more);
    case 'writes':
      return word("['POST']", retry({ writes: true }), more);
    case 'condition':
      return word('() => true', retry({ permanent: 'unknown', writes: 'unknown' }), more);
    case 'all':
      return word('{}', retry({ ...(row.writes === undefined ? {} : { writes: row.writes }) }), more);
  }
}

/** A member of the pending call, of the instance or of the library speaks for its option: with a value, and without one where that means something. */
function chainCases(model: ClientModel): readonly Case[] {
  return (model.chains ?? []).flatMap((chain, i) => {
    const name = `${model.id}: chain ${i} (.${chain.member}() for ${chain.as})`;
    const row = rowOf(model, chain);
    if (row === undefined) return [impossible(name, 'no option has that name')];
    const target = model.calls
      .flatMap((call) => targetsOf(model, call))
      .find(
        (one) =>
          belongs(row.on, one) &&
          (chain.at === 'process' ? one.way.length === 0 : chain.at !== 'instance' || chain.member.includes('.') || one.way.length > 0),
      );
    if (target === undefined) return [impossible(name, 'there is no call to stand behind')];
    const [word] = wordsOf(model, row, chain.at === 'process' ? 'instance' : (chain.at ?? 'call'));
    const cases = word === undefined ? [] : [spoken(model, target, chain, row, word, name)];
    const bare =
      chain.missing === undefined || row.option !== chain.as ? [] : [bareCase(model, target, chain, row, `${name} without an argument`)];
    return [...cases, ...bare, ...refusalCases(model, target, chain, word, name)];
  });
}

/** A function beside the option that may answer `false` leaves it unknown, and one that answers nothing leaves it as it is. */
function refusalCases(model: ClientModel, target: Target, chain: ChainModel, word: Word | undefined, name: string): readonly Case[] {
  if (chain.refuses === undefined || word === undefined) return [];
  const refuses = chain.refuses;
  return [['() => false', false] as const, ['() => undefined', true] as const].map(([fn, heard]): Case => {
    const args: Arguments = new Map();
    put(args, chain.arg ?? 'arg[0]', [], word.value);
    put(args, refuses, [], fn);
    const said = `.${chain.member}(${list(args)})`;
    const text =
      chain.at === 'instance' ? source(model, target, { between: (made) => [`${made}${said};`] }) : source(model, target, { behind: said });
    return {
      name: `${name} beside ${fn}`,
      text,
      ...(chain.at === 'instance' || chain.at === 'process' ? { alone: true } : {}),
      judge: (calls) => {
        const call = callOf(calls, model.id);
        if (call === undefined) return `nothing is seen in\n${text}`;
        return word.wants(call) === heard ? undefined : `${heard ? word.says : 'it is heard as it is'}: ${shown(call.layers)}\n${text}`;
      },
    };
  });
}

/** The option it speaks for, a part of that, or one that needs it. */
function rowOf(model: ClientModel, { as }: ChainModel): OptionModel | undefined {
  const rows = model.options ?? [];
  return (
    rows.find(({ option }) => option === as) ??
    rows.find(({ option }) => option.startsWith(`${as}.`)) ??
    rows.findLast(({ needs }) => needs === as)
  );
}

/** What the member is handed, and beside it what the option needs. */
function spoken(model: ClientModel, target: Target, chain: ChainModel, row: OptionModel, word: Word, name: string): Case {
  const others = (model.chains ?? []).filter((one) => one.at === chain.at && one.as !== chain.as);
  const own = row.needs === chain.as ? '() => {}' : wrapped(row.option.slice(chain.as.length + 1), word.value);
  const beside = [[row.option, word.value] as const, ...(word.more ?? [])].flatMap(([option, value]) =>
    option === chain.as || (option === row.option && row.needs !== chain.as) ? [] : [chained(others, option, value) ?? ''],
  );
  const timer = chain.timed === true ? `setTimeout(() => answer.${chain.member}(), ${word.value});\n` : '';
  // One member may take the option and what it needs: `setTimeout(1234, listener)`.
  const both = others.some(({ member, as }) => member === chain.member && as === row.option);
  const said = timer === '' ? `.${chain.member}(${handed(chain, own, both ? word.value : '1')})` : '';
  const at = target.call.options?.[0];
  const args: Arguments = new Map();
  if (row.needs === chain.as && at !== undefined && chained(others, row.option, word.value) === undefined)
    put(args, at, namesOf(row.option), word.value);
  const text =
    chain.at === 'instance' || chain.at === 'process'
      ? source(model, target, {
          args,
          between: (made) => [`${chain.at === 'process' || chain.member.includes('.') ? 'lib' : made}${said};`],
        })
      : source(model, target, { args, behind: `${both ? '' : beside.join('')}${said}` }) + timer;
  return {
    name,
    text,
    ...(chain.at === 'instance' || chain.at === 'process' ? { alone: true } : {}),
    judge: (calls) => {
      const call = callOf(calls, model.id);
      if (call === undefined) return `nothing is seen in\n${text}`;
      return word.wants(call) ? undefined : `${word.says}; the layers are ${shown(call.layers)}\n${text}`;
    },
  };
}

const wrapped = (path: string, value: string): string =>
  path === '' ? value : path.split('.').reduceRight((inner, part) => `{ ${part}: ${inner} }`, value);

function handed({ arg = 'arg[0]', when }: ChainModel, value: string, filler: string): string {
  const args: Arguments = new Map();
  if (when !== undefined) args.set(0, literal(when));
  put(args, arg, [], value);
  return list(args, filler);
}

function bareCase(model: ClientModel, target: Target, chain: ChainModel, row: OptionModel, name: string): Case {
  const quiet =
    chain.at === 'instance'
      ? source(model, target, { between: (made) => [`${made}.${chain.member}();`] })
      : source(model, target, { behind: `.${chain.member}()` });
  return {
    name,
    text: quiet,
    ...(chain.at === 'instance' || chain.at === 'process' ? { alone: true } : {}),
    judge: (calls) => {
      const call = callOf(calls, model.id);
      if (call === undefined) return `nothing is seen in\n${quiet}`;
      if (row.sets === 'retry' && typeof chain.missing === 'number')
        return holds(call.layers, 'retry', { attempts: chain.missing + (row.plus ?? 1) }) ? undefined : shown(call.layers);
      return undefined;
    },
  };
}

/** `axios.defaults.timeout = 1234` acts like an option of the instance. */
function assignCases(model: ClientModel): readonly Case[] {
  return (model.assigns ?? []).map((path) => {
    const name = `${model.id}: assigned to ${path === '' ? 'the instance' : path}`;
    const row = (model.options ?? []).find(
      (one) =>
        one.at !== 'call' &&
        one.sets === 'timeout' &&
        one.ignored === undefined &&
        one.unit === undefined &&
        one.needs === undefined &&
        one.versions === undefined,
    );
    const any = row ?? (model.options ?? []).find((one) => one.at !== 'call' && one.versions === undefined);
    const target = model.calls.flatMap((call) => targetsOf(model, call)).find((one) => any !== undefined && belongs(any.on, one));
    if (any === undefined || target === undefined) return impossible(name, 'no option can be assigned');
    const [top, ...rest] = any.option.split('.');
    const value = rest.reduceRight<string>((inner, part) => `{ ${part}: ${inner} }`, any.unit === 's' ? '7' : '1234');
    const text = source(model, target, {
      between: (made) => [`${made}.${[path, top].filter((part) => part !== '').join('.')} = ${value};`],
    });
    return {
      name,
      text,
      judge: (calls) => {
        const layers = callOf(calls, model.id)?.layers ?? [];
        const wanted =
          any.ignored !== undefined
            ? layers.some((l) => l.kind === 'ignored')
            : holds(layers, 'timeout', { ms: any.unit === 's' ? 7000 : 1234 });
        return wanted ? undefined : `it is not heard: ${shown(layers)}\n${text}`;
      },
    };
  });
}

/** A function registered for each request may set its bound. */
function interceptorCases(model: ClientModel): readonly Case[] {
  return (model.interceptors ?? []).map(({ path, param }) => {
    const target = model.calls.flatMap((call) => targetsOf(model, call))[0];
    const name = `${model.id}: ${path}`;
    if (target === undefined) return impossible(name, 'there is no call');
    const names = Array.from({ length: param + 1 }, (_, i) => `p${i}`);
    const text = source(model, target, {
      between: (made) => [`${made}.${path}((${names.join(', ')}) => {`, `  p${param}.timeout = 1234;`, `  return p${param};`, '});'],
    });
    return {
      name,
      text,
      alone: true,
      judge: (calls) => (holds(callOf(calls, model.id)?.layers ?? [], 'timeout', { ms: 1234 }) ? undefined : `it is not heard in\n${text}`),
    };
  });
}

/** A function among the options that sees each request's may set its bound, wherever it is given. */
function hookCases(model: ClientModel): readonly Case[] {
  return (model.hooks ?? []).flatMap(({ option, param }) =>
    (['call', 'instance'] as const).map((at): Case => {
      const name = `${model.id}: ${option} of the ${at}`;
      const write = writerOf(model, { option, at, sets: 'timeout' }, at);
      const [first, ...rest] = namesOf(model.options?.find(({ proved, sets }) => proved === true && sets === 'timeout')?.option ?? '');
      if (write === undefined || first === undefined) return impossible(name, 'there is no place to write it');
      const names = Array.from({ length: param + 1 }, (_, i) => `p${i}`);
      const bound = rest.reduceRight((inner, key) => `{ ${key}: ${inner} }`, '1234');
      const { text } = write([[option, `[(${names.join(', ')}) => { p${param}.${first} = ${bound}; }]`]]);
      return {
        name,
        text,
        judge: (calls) =>
          holds(callOf(calls, model.id)?.layers ?? [], 'timeout', { ms: 1234 }) ? undefined : `it is not heard in\n${text}`,
      };
    }),
  );
}
