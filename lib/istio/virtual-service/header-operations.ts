import { defined } from '../../values/defined';
import { checkChangedHeaderName, checkHeaderName, isHostHeader } from '../../values/header-name';
import { checkHeaderValue } from '../../values/header-value';
import type { AtLeastOne, NonEmpty } from '../../values/non-empty';

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

/** Refuses names and values that HTTP, Istio or Envoy do not allow. */
export function checkHeaderOperations({ request, response }: Partial<HeaderDirections>): void {
  if (request) checkChanges(request, checkHeaderName);
  if (response) checkChanges(response, checkChangedHeaderName);
}

function checkChanges(
  { set = {}, add = {}, remove }: Partial<HeaderChanges>,
  checkSet: (name: string) => void,
): void {
  Object.keys(set).forEach(checkSet);
  [...Object.keys(add), ...(remove ?? [])].forEach(checkChangedHeaderName);
  [...Object.values(set), ...Object.values(add)].forEach(checkHeaderValue);
}

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
