import { ConfigError } from '../diagnostics/error';

/** One entry of a Secret that is already there: credentials never pass through manifests. */
export interface SecretKey {
  /** The Secret's name, in the namespace of the add-ons. */
  readonly secret: string;
  readonly key: string;
}

export const SecretKey = {
  /**
   * The entry `key` of a Secret of the add-ons' namespace.
   *
   * @throws ConfigError where either can't be a name
   */
  of(secret: string, key: string): SecretKey {
    if (!/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(secret) || !/^[-._a-zA-Z0-9]{1,253}$/.test(key)) {
      throw new ConfigError({
        problem: 'a Secret and its entry are named in letters, digits, dashes and dots',
        got: { secret, key },
        instead: "write for example SecretKey.of('grafana-admin', 'password')",
      });
    }
    return { secret, key };
  },
};
