import type { IConstruct } from 'constructs';
import { fault } from '../diagnostics/fault';
import type { Check } from './check';

/** A construct, by which the order of what is applied follows. */
export const aConstruct: Check<IConstruct> = (value: unknown) => {
  // Loaded where there is an app: who only reads manifests need not wait for it.
  const { Construct } = require('constructs') as typeof import('constructs');
  return Construct.isConstruct(value)
    ? undefined
    : fault(
        'a construct is expected',
        value,
        'give a construct of this app; leave it out for what is described elsewhere',
      );
};
