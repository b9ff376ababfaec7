import type { ObjectPlace } from '../../istio/resource';
import { defined } from '../../values/defined';
import { renderTarget } from '../references/backend';
import { renderCors } from './cors';
import type { GRPCFilter, HeaderFilter, HTTPFilter } from './filter';
import { renderPathModifier } from './path-modifier';

export function renderFilter(filter: HTTPFilter, place: ObjectPlace) {
  switch (filter.kind) {
    case 'request-mirror':
    case 'request-header-modifier':
    case 'response-header-modifier':
      return renderGrpcFilter(filter, place);
    case 'request-redirect': {
      const { kind: _, path, ...redirect } = filter;
      return {
        type: 'RequestRedirect' as const,
        requestRedirect: { ...defined(redirect), ...(path && { path: renderPathModifier(path) }) },
      };
    }
    case 'url-rewrite': {
      const { kind: _, path, ...rewrite } = filter;
      return {
        type: 'URLRewrite' as const,
        urlRewrite: { ...defined(rewrite), ...(path && { path: renderPathModifier(path) }) },
      };
    }
    case 'cors':
      return { type: 'CORS' as const, cors: renderCors(filter) };
    default:
      return filter satisfies never;
  }
}

export function renderGrpcFilter(filter: GRPCFilter, place: ObjectPlace) {
  switch (filter.kind) {
    case 'request-mirror':
      return {
        type: 'RequestMirror' as const,
        requestMirror: {
          backendRef: renderTarget(filter.to, place),
          ...(filter.percent !== undefined && { percent: filter.percent }),
          ...(filter.fraction && { fraction: { ...filter.fraction } }),
        },
      };
    case 'request-header-modifier':
    case 'response-header-modifier':
      return renderHeaderFilter(filter);
    default:
      return filter satisfies never;
  }
}

export function renderHeaderFilter(filter: HeaderFilter) {
  const { set, add, remove }: Partial<{ set: object; add: object; remove: readonly string[] }> = filter;
  const pairs = (values: object) =>
    Object.entries(values as { [name: string]: string }).map(([name, value]) => ({ name, value }));
  const changes = {
    ...(set && { set: pairs(set) }),
    ...(add && { add: pairs(add) }),
    ...(remove && { remove: [...remove] }),
  };
  return filter.kind === 'request-header-modifier'
    ? { type: 'RequestHeaderModifier' as const, requestHeaderModifier: changes }
    : { type: 'ResponseHeaderModifier' as const, responseHeaderModifier: changes };
}
