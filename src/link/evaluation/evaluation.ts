import type { CallExpr, ClassId } from '../../model/summary';
import type { Evaluator } from '../evaluator';
import type { ClassPlace } from '../heirs';
import type { Frame, Place, Value } from '../values';
import type { Memory } from './memory';

/** A call with its place. */
export type CallPlace = Place & { readonly call: CallExpr };

/** An evaluator as its own pieces see it: each closes over the whole, and finds the others there when it is asked. */
export interface Evaluation extends Ground, Pieces {}

/** What the pieces stand on. */
export interface Ground
  extends Memory,
    Pick<Evaluator, 'program' | 'library' | 'reuse' | 'policies' | 'parameters' | 'callers' | 'view' | 'span' | 'forget'> {
  /** Files outside of some are not read, and what they give is unknown. */
  readonly bounded: boolean;
}

/** What the pieces answer: to everybody, and to each other. */
export interface Pieces extends Omit<Evaluator, keyof Ground> {
  moduleValue(from: string, specifier: string, name: string): Value;
  controllerSignal(place: Place): Value;
  builtin(lib: Value & { is: 'lib' }, place: CallPlace): Value | undefined;
  /** What calling something of a package gives. */
  made(lib: Value, place: CallPlace): Value;
  /** The client that calling this makes; without a place one that is known by its type. */
  clientOf(base: Value, place: CallPlace | undefined): Value | undefined;
  /** Members of a class, or with `above` only of the bases of that one of its lineage: `super.x`. */
  classMember(file: string, cls: ClassId, name: string, above?: ClassPlace): Value;
  instanceMember(of: Value & { is: 'inst' }, name: string, above?: ClassPlace): Value;
  /** What a getter gives for the thing it is read from. */
  getter(v: Value, self: Value): Value;
  argumentsOf(file: string, call: CallExpr, frame: Frame | undefined): (index: number) => Value | undefined;
  /** The frame of the constructor of the i-th class in a lineage, when we know the construction. */
  constructorFrame(of: Value & { is: 'inst' }, classes: readonly ClassPlace[], i: number): Frame | undefined;
  /** An instance of a project class whose base is a library's class acts as that library's instance. */
  baseInstance(of: Value & { is: 'inst' }, classes: readonly ClassPlace[], base: Value): Value;
  typeInstance(file: string, cls: ClassId): Value | undefined;
  typeOfLibrary(module: string, path: readonly string[], name: string): Value | undefined;
}
