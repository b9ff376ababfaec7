import { shown } from '../schema/shown';
import { isSet, type Place, type Shape, type ValueCheck } from '../shape';
import { ipBlock, notEmpty, portText, serviceAccount, wildcard } from './policy-values';

interface Condition {
  readonly key?: string;
  readonly values?: readonly string[];
  readonly notValues?: readonly string[];
}

/** Attributes with a name of their own, and what they are compared with. */
const attributes: Readonly<Record<string, ValueCheck<string>>> = {
  'source.ip': ipBlock,
  'remote.ip': ipBlock,
  'source.namespace': notEmpty,
  'source.serviceAccount': serviceAccount,
  'source.principal': notEmpty,
  'source.trustDomain': wildcard,
  'request.auth.principal': notEmpty,
  'request.auth.audiences': notEmpty,
  'request.auth.presenter': notEmpty,
  'destination.ip': ipBlock,
  'destination.port': portText,
  'connection.sni': notEmpty,
};

/** Attributes of which one is meant: `request.headers[x-user]`. */
const maps = ['request.headers', 'request.auth.claims', 'experimental.envoy.filters.'];

/** What istiod asks of a condition of an AuthorizationPolicy. */
export const condition: Shape<Condition> = ({ key = '', values = [], notValues = [] }, place) => {
  if (key === '') return place.report('must have a key');
  if (!isSet(values) && !isSet(notValues)) return place.report(`must have values or notValues for ${key}`);
  const check = Object.hasOwn(attributes, key) ? attributes[key] : undefined;
  if (check === undefined && !isEntry(key)) {
    const form = maps.some((map) => key.startsWith(map))
      ? 'must name what it means: a[b]'
      : 'is no attribute of Istio';
    return place.report(`${form}, got ${shown(key)}`, { at: ['key'] });
  }
  compare('values', values, check ?? notEmpty, place);
  compare('notValues', notValues, check ?? notEmpty, place);
};

function compare(field: string, values: readonly string[], check: ValueCheck<string>, place: Place): void {
  values.forEach((text, index) => {
    const problem = notEmpty(text) ?? check(text);
    if (problem !== undefined) place.report(problem, { at: [field, index] });
  });
}

function isEntry(key: string): boolean {
  const open = key.indexOf('[');
  return maps.some((map) => key.startsWith(map)) && key.endsWith(']') && open > 0 && open < key.length - 2;
}
