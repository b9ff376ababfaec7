/** The order of texts by their code units, for `sort`; not `localeCompare`, which differs between machines. */
export function inTextOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
