/** The number of a minor version: 30 of `1.30`, and of `1.30.3`. */
export function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}
