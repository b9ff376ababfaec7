import type { HttpMatchSpec, StringMatchSpec } from '../../../model/kinds/virtual-service';

/**
 * Whether istiod refuses to combine a match of a root with one of its delegate: the delegate's must lie within.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate
 */
export function contradict(root: HttpMatchSpec, leaf: HttpMatchSpec): boolean {
  const texts = (['uri', 'scheme', 'method', 'authority'] as const).some((field) =>
    outside(root[field], leaf[field]),
  );
  const maps = (['headers', 'withoutHeaders', 'queryParams'] as const).some((field) =>
    Object.entries(leaf[field] ?? {}).some(([key, match]) => outside(root[field]?.[key], match)),
  );
  return (
    texts ||
    maps ||
    (root.ignoreUriCase ?? false) !== (leaf.ignoreUriCase ?? false) ||
    differ(root.port, leaf.port) ||
    differ(root.sourceNamespace, leaf.sourceNamespace) ||
    Object.entries(leaf.sourceLabels ?? {}).some(([key, value]) => differ(root.sourceLabels?.[key], value)) ||
    (root.gateways?.length && leaf.gateways?.some((one) => !root.gateways?.includes(one))) === true
  );
}

function differ(a: string | number | undefined, b: string | number | undefined): boolean {
  return Boolean(a) && Boolean(b) && a !== b;
}

/** Whether a text that is matched by the delegate may be none of the root's. */
function outside(root: StringMatchSpec | undefined, leaf: StringMatchSpec | undefined): boolean {
  if (root === undefined || leaf === undefined) return false;
  const written = leaf.exact ?? leaf.prefix;
  // Expressions are not compared: beside one nothing else may be said.
  if (root.regex) return Boolean(leaf.regex || written);
  if (leaf.regex) return Boolean(root.exact || root.prefix);
  if (root.exact) return Boolean(leaf.prefix) || (Boolean(leaf.exact) && leaf.exact !== root.exact);
  if (root.prefix) return written !== undefined && !written.startsWith(root.prefix);
  return false;
}
