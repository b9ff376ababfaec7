import type { IConstruct } from 'constructs';

/** A VirtualService that others hand requests to. */
export interface IDelegateVirtualService {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly construct: IConstruct | undefined;
}
