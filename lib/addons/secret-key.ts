import { text } from '../values/check';
import { objectName } from '../values/object-name';
import { shape } from '../values/shape';

/** One entry of a Secret that is already there: credentials never pass through manifests. */
export interface SecretKey {
  /** The Secret's name, in the namespace of the add-ons. */
  readonly secret: string;
  readonly key: string;
}

export const SecretKey = {
  /** The entry `key` of a Secret of the add-ons' namespace. */
  of(secret: string, key: string): SecretKey {
    return { secret, key };
  },
};

export const secretKey = shape<SecretKey>({
  secret: objectName,
  key: text({
    holds: (key) => /^[-._a-zA-Z0-9]{1,253}$/.test(key),
    problem: 'an entry of a Secret is named in letters, digits, dashes, underscores and dots',
    instead: "write for example SecretKey.of('grafana-admin', 'password')",
  }),
});
