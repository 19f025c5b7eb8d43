import type { Span } from '../model/span';
import type { CallExpr, ClassId, ExprId, FnId, TypeRef } from '../model/summary';
import type { ClassPlace } from './heirs';
import type { Callers } from './callers';
import type { Cycles } from './cycles';
import type { Library } from './library';
import type { Program } from './program';
import type { Reuse } from './reuse';
import type { ClientValue, Frame, Place, Value } from './values';
import type { View } from './view';

/** Makes a policy of a call into a guard library; the wrapper part of linking hands it in. */
export type PolicyMaker = (value: Value, place: Place & { readonly call: CallExpr }) => Value | undefined;

/** Asked for parameters nobody's frame answers: the joined values all known callers pass; of constructors, those who make one class. */
export type ParameterJoin = (file: string, fn: FnId, index: number, of?: ClassPlace) => Value | undefined;

export interface Evaluator {
  readonly program: Program;
  readonly library: Library;
  view(file: string): View | undefined;
  value(file: string, expr: ExprId, frame?: Frame): Value;
  member(value: Value, name: string): Value;
  /** Walks several members: `a.b.c`. */
  at(value: Value, path: readonly string[]): Value;
  binding(file: string, b: number, frame?: Frame): Value;
  exported(file: string, name: string): Value;
  typed(file: string, t: TypeRef | undefined): Value | undefined;
  /** What a call gives back. */
  result(file: string, id: ExprId, frame?: Frame): Value;
  /** Runs a function value with arguments. */
  apply(fn: Value & { is: 'fn' }, args: (index: number) => Value | undefined, key: string, from: Frame | undefined, at: string): Value;
  /** The client a value is, if it is one: the library itself or an instance, with the members walked. */
  clients(value: Value): readonly ClientValue[];
  /** The classes from a class up to its bases, and the value of the last base outside the project. */
  lineage(file: string, cls: ClassId): { classes: readonly { file: string; cls: ClassId }[]; base: Value | undefined };
  span(file: string, range: readonly [number, number]): Span;
  policies: PolicyMaker;
  parameters: ParameterJoin;
  /** Who calls a function. */
  callers: Callers['of'];
  /** Present when answers are kept over edits. */
  readonly reuse: Reuse | undefined;
  /** What asks for values and is asked for by them is worked out under these. */
  readonly cycles: Cycles;
  /** A file's text has changed: its view is made anew. */
  forget(file: string): void;
}
