import { fault } from '../../diagnostics/fault';
import type { Exactly, Matches } from '../../istio/virtual-service/string-match';
import { record, text } from '../../values/check';
import { expression } from '../../values/expression';
import { headerName } from '../../values/header-name';
import type { AtLeastOne } from '../../values/non-empty';
import { optional, shape, variants } from '../../values/shape';
import { comparison, renderComparisons } from './http-match';

/** A method, a service, or one method of one service. */
type Names = AtLeastOne<{ readonly service: string; readonly method: string }>;

/** What names methods of gRPC services. */
interface MethodNames {
  readonly service?: string;
  readonly method?: string;
}

/** Which methods of gRPC services. */
export type GRPCMethod =
  | ({ readonly kind: 'exact' } & MethodNames)
  | ({ readonly kind: 'regex' } & MethodNames);

export const GRPCMethod = {
  /** By their names, such as `{ service: 'helloworld.Greeter', method: 'SayHello' }`. */
  exactly(names: Names): GRPCMethod {
    return { ...names, kind: 'exact' };
  },

  /** By RE2 expressions that match the whole of a name. */
  matches(expressions: Names): GRPCMethod {
    return { ...expressions, kind: 'regex' };
  },
};

/** Every condition of a match. All that are given must hold. */
export interface GRPCConditions {
  readonly method: GRPCMethod;
  readonly headers: { readonly [name: string]: Exactly | Matches };
}

/**
 * Which calls a rule is for.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#grpcroutematch
 */
export type GRPCMatch = AtLeastOne<GRPCConditions>;

const longest = 1024;

const service = text({
  holds: (name) => name.length <= longest && /^\.?[a-z_]\w*(\.[a-z_]\w*)*$/i.test(name),
  problem: 'a gRPC service is named by its package and its name',
  instead: `write for example 'helloworld.Greeter', in at most ${longest} characters`,
});
const method = text({
  holds: (name) => name.length <= longest && /^[a-z_]\w*$/i.test(name),
  problem: 'a gRPC method is named by letters, digits and underscores',
  instead: `write for example 'SayHello', in at most ${longest} characters`,
});

const grpcMethod = variants<GRPCMethod>(
  'a gRPC method',
  {
    exact: { service: optional(service), method: optional(method) },
    regex: { service: optional(expression), method: optional(expression) },
  },
  ({ service, method, kind }) =>
    service === undefined && method === undefined
      ? fault('it names nothing', kind, 'name a service, a method or both')
      : undefined,
);

export const grpcMatch = shape<Partial<GRPCConditions>>(
  { method: optional(grpcMethod), headers: optional(record(comparison, { name: headerName })) },
  { atLeastOne: ['method', 'headers'] },
);

const types = { exact: 'Exact', regex: 'RegularExpression' } as const satisfies Record<
  GRPCMethod['kind'],
  string
>;

export function renderGrpcMatch({ method, headers }: Partial<GRPCConditions>) {
  return {
    ...(method && { method: renderMethod(method) }),
    ...(headers && { headers: renderComparisons(headers) }),
  };
}

function renderMethod({ kind, service, method }: GRPCMethod) {
  return {
    type: types[kind],
    ...(service !== undefined && { service }),
    ...(method !== undefined && { method }),
  };
}
