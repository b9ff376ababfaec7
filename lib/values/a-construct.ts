import type { IConstruct } from 'constructs';
import { type Fault, fault } from '../diagnostics/fault';
import type { Check } from './check';

/** A construct, by which the order of what is applied follows. */
export const aConstruct: Check<IConstruct> = (value: unknown) =>
  isConstruct(value)
    ? undefined
    : fault(
        'a construct is expected',
        value,
        'give a construct of this app; leave it out for what is described elsewhere',
      );

let constructs: typeof import('constructs') | undefined;

export function isConstruct(value: unknown): value is IConstruct {
  // Loaded where there is an app: who only reads manifests need not wait for it. All that a construct was given is asked
  // about, and asking Node each time would cost more than the answer.
  constructs ??= require('constructs') as typeof import('constructs');
  return constructs.Construct.isConstruct(value);
}

/** Refuses to choose for a construct what is in it already was made without. */
export function childrenFault({ node: { children } }: IConstruct): Fault | undefined {
  const [first] = children;
  return first === undefined
    ? undefined
    : fault(
        'what holds for all that is made in it is chosen first',
        first.node.id,
        'choose it before anything is made in it, right after new App()',
      );
}
