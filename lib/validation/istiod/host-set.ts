/** Hosts and wildcards, asked in time that does not grow with how many they are. */
export class HostSet {
  private readonly exact = new Map<string, number>();
  /** What follows the `*` of each wildcard. */
  private readonly wild = new Map<string, number>();
  /** Every end of every host: what a wildcard could cover. */
  private readonly ends = new Map<string, number>();

  /** The place of the first host in the set that shares names with another; undefined where none does. */
  public overlapping(host: string): number | undefined {
    if (!host.startsWith('*')) return this.exact.get(host) ?? this.covering(host);
    return this.ends.get(host.slice(1)) ?? this.covering(host);
  }

  /** The place of a wildcard that covers each name of a host, or of the host itself. */
  public covering(host: string): number | undefined {
    if (!host.startsWith('*')) {
      const same = this.exact.get(host);
      if (same !== undefined) return same;
    }
    const name = host.startsWith('*') ? host.slice(1) : host;
    if (this.wild.size === 0) return undefined;
    for (let at = 0; at <= name.length; at++) {
      const found = this.wild.get(name.slice(at));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  public add(host: string, place: number): void {
    const name = host.startsWith('*') ? host.slice(1) : host;
    const own = host.startsWith('*') ? this.wild : this.exact;
    if (!own.has(name)) own.set(name, place);
    for (let at = 0; at <= name.length; at++) {
      const end = name.slice(at);
      if (!this.ends.has(end)) this.ends.set(end, place);
    }
  }
}
