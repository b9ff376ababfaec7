import { Construct, type IConstruct } from 'constructs';
import { fault } from '../diagnostics/fault';
import type { Check } from './check';

/** A construct, by which the order of what is applied follows. */
export const aConstruct: Check<IConstruct> = (value: unknown) =>
  Construct.isConstruct(value)
    ? undefined
    : fault('a construct is expected', value, 'leave it out for what is not described in this app');
