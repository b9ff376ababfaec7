/** An object in a namespace as kubectl prints it for the clean-up, its fields escaped already. */
interface Printed {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly owners?: string;
  readonly config?: string;
  readonly tokenOf?: string;
  readonly tokens?: string;
  readonly keys?: string;
}

/** What kubectl prints of these: how many they are, then a line each. */
export function contentsOf(...objects: readonly Printed[]): string {
  const lines = objects.map(({ apiVersion = 'v1', kind, name, uid, ...more }) => {
    const { owners = '', config = '', tokenOf = '', tokens = '', keys = '' } = more;
    return `${[apiVersion, kind, name, uid, owners, config, tokenOf, tokens, keys].join('\t')}\n`;
  });
  return `${objects.length}\n${lines.join('')}`;
}
