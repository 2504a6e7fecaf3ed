/** What a method handler is: validated params and the call in, the result out (now or later), errors thrown. */
import type * as v from 'valibot';
import type { Limits } from '../../protocol/limits.ts';
import type { METHODS, MethodName, PackedOf, ResultOf } from '../../protocol/methods.ts';
import type { Arena } from '../arena/arena.ts';
import type { Segments } from '../arena/segments.ts';
import type { ActiveCall } from '../dispatch/active-call.ts';
import type { Eventual } from '../dispatch/eventual.ts';
import type { Inputs } from '../dispatch/inputs.ts';
import type { Vocabularies } from '../pool/vocabularies.ts';
import type { Rulesets } from './rulesets.ts';
/** What handlers stand on. Nothing of a transport. */
export interface Services {
    readonly arena: Arena;
    readonly segments: Segments;
    readonly limits: Limits;
    readonly workers: number;
    readonly vocabularies: Vocabularies;
    readonly rulesets: Rulesets;
}
export interface CallScope extends Services {
    readonly call: ActiveCall;
    readonly inputs: Inputs;
}
export type ValidParams<M extends MethodName> = v.InferOutput<(typeof METHODS)[M]['params']>;
export type Handler<M extends MethodName> = (params: ValidParams<M>, scope: CallScope) => Eventual<ResultOf<M> | PackedOf<M>>;
