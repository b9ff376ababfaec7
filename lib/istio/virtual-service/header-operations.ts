import { type Check, list, record } from '../../values/check';
import { defined } from '../../values/defined';
import { changedHeader, isHostHeader, requestHeader } from '../../values/header-name';
import { headerValue } from '../../values/header-value';
import type { AtLeastOne, NonEmpty } from '../../values/non-empty';
import { optional, shape } from '../../values/shape';

/** Changes to the headers of a request or a response; values may hold Envoy's `%…%` command operators. */
export interface HeaderChanges {
  /** Overwrites each header; `host` of a request only: the host that it is forwarded with. */
  readonly set: Readonly<Record<string, string>>;
  /** Appends to each header. */
  readonly add: Readonly<Record<string, string>>;
  readonly remove: NonEmpty<string>;
}

/** Which headers are changed on the way there and on the way back. */
export interface HeaderDirections {
  readonly request: AtLeastOne<HeaderChanges>;
  readonly response: AtLeastOne<HeaderChanges>;
}

/**
 * Headers that Envoy sets, appends to or removes.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Headers
 */
export type HeaderOperations = AtLeastOne<HeaderDirections>;

const changeNames = ['set', 'add', 'remove'] as const satisfies (keyof HeaderChanges)[];

function changes(set: Check<string>): Check<Partial<HeaderChanges>> {
  return shape<Partial<HeaderChanges>>(
    {
      set: optional(record(headerValue, { name: set })),
      add: optional(record(headerValue, { name: changedHeader })),
      remove: optional(list(changedHeader)),
    },
    { atLeastOne: changeNames },
  );
}

export const headerOperations = shape<Partial<HeaderDirections>>(
  { request: optional(changes(requestHeader)), response: optional(changes(changedHeader)) },
  { atLeastOne: ['request', 'response'] },
);

/** Whether the host of a request is among the headers that are set. */
export function setsHost({ request }: Partial<HeaderDirections>): boolean {
  const { set = {} }: Partial<HeaderChanges> = request ?? {};
  return Object.keys(set).some(isHostHeader);
}

interface RenderedChanges {
  readonly set?: Record<string, string>;
  readonly add?: Record<string, string>;
  readonly remove?: string[];
}

/** Header changes as the generated types of a route and of a share have them. */
export interface RenderedHeaders {
  readonly request?: RenderedChanges;
  readonly response?: RenderedChanges;
}

export function renderHeaderOperations(operations: HeaderOperations): RenderedHeaders {
  const { request, response }: Partial<HeaderDirections> = operations;
  return defined<RenderedHeaders>({
    request: request && renderChanges(request),
    response: response && renderChanges(response),
  });
}

function renderChanges({ set, add, remove }: Partial<HeaderChanges>): RenderedChanges {
  return defined<RenderedChanges>({
    set: set && { ...set },
    add: add && { ...add },
    remove: remove && [...remove],
  });
}
