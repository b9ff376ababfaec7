import { isSet, list, object, type Shape, type ValueCheck, value } from '../shape';
import { condition } from './policy-condition';
import { ipBlock, notEmpty, path, portText, serviceAccount, trustDomain } from './policy-values';
import { oneSelection, selectionFields } from './selection';

/** Each field, and the one that excludes what it lists. */
function withNot(fields: Readonly<Record<string, ValueCheck<string>>>): Readonly<Record<string, Shape>> {
  const shapes: Record<string, Shape> = {};
  for (const [name, check] of Object.entries(fields)) {
    shapes[name] = list(value((text: string) => notEmpty(text) ?? check(text)));
    shapes[`not${name.charAt(0).toUpperCase()}${name.slice(1)}`] = shapes[name];
  }
  return shapes;
}

const sourceFields = withNot({
  principals: notEmpty,
  requestPrincipals: notEmpty,
  namespaces: notEmpty,
  serviceAccounts: serviceAccount,
  trustDomains: trustDomain,
  ipBlocks: ipBlock,
  remoteIpBlocks: ipBlock,
});

const operationFields = withNot({ ports: portText, methods: notEmpty, paths: path, hosts: notEmpty });

type Lists = Readonly<Record<string, readonly string[] | undefined>>;

function someOf(fields: Readonly<Record<string, Shape>>, what: string): Shape<Lists> {
  return (given, place) => {
    if (!Object.keys(fields).some((name) => isSet(given[name])))
      place.report(`must say which ${what}: it is empty`);
  };
}

const accountsAlone: Shape<Lists> = (source, place) => {
  const others = ['principals', 'notPrincipals', 'namespaces', 'notNamespaces'];
  const both = ['serviceAccounts', 'notServiceAccounts'].some((name) => isSet(source[name]));
  if (both && others.some((name) => isSet(source[name]))) {
    place.report('can not have serviceAccounts beside principals or namespaces');
  }
};

function required<T>(field: string, fields: Readonly<Record<string, Shape>>, ...judges: Shape<T>[]): Shape {
  return object<Readonly<Record<string, unknown>>>({ [field]: object(fields, ...judges) }, (given, place) => {
    if (!given[field]) place.report(`must have ${field === 'source' ? 'a source' : 'an operation'}`);
  });
}

interface Policy {
  readonly action?: string;
  readonly provider?: { readonly name?: string };
  readonly rules?: readonly Rule[];
}

interface Rule {
  readonly from?: readonly { readonly source?: Lists }[];
  readonly when?: readonly { readonly key?: string }[];
}

/** An external provider is asked before identities are known to the policy. */
const custom: Shape<Policy> = ({ action, provider, rules }, place) => {
  if (action !== 'CUSTOM') {
    if (provider) place.report('belongs to action CUSTOM only', { at: ['provider'] });
    return;
  }
  if (isSet(rules) && !provider?.name)
    place.report('must have a name for action CUSTOM', { at: ['provider'] });
  const refused = ['namespaces', 'serviceAccounts', 'trustDomains', 'principals', 'requestPrincipals'];
  rules?.forEach(({ from = [], when = [] }, rule) => {
    from.forEach(({ source }, index) => {
      for (const name of Object.keys(source ?? {})) {
        const plain = name.replace(/^not(.)/, (_, letter: string) => letter.toLowerCase());
        if (!refused.includes(plain) || !isSet(source?.[name])) continue;
        place.report('can not be asked for with action CUSTOM', {
          at: ['rules', rule, 'from', index, 'source', name],
        });
      }
    });
    when.forEach(({ key = '' }, index) => {
      const known = /^source\.(?:namespace|serviceAccount|trustDomain|principal)$|^request\.auth\./;
      if (known.test(key)) {
        place.report('can not be asked for with action CUSTOM', {
          at: ['rules', rule, 'when', index, 'key'],
        });
      }
    });
  });
};

/** Without rules such a policy never does anything. */
const effect: Shape<Policy> = ({ action, rules }, place) => {
  if ((action === 'DENY' || action === 'CUSTOM') && !isSet(rules)) {
    place.report(
      `must have rules: a ${action} policy without any never does anything; write rules: [{}] for every request`,
      {
        rule: 'policy-without-effect',
      },
    );
  }
};

/** What istiod asks of an AuthorizationPolicy. */
export const authorizationPolicy = object<Policy>(
  {
    ...selectionFields,
    rules: list(
      object({
        from: list(required('source', sourceFields, someOf(sourceFields, 'callers'), accountsAlone)),
        to: list(required('operation', operationFields, someOf(operationFields, 'requests'))),
        when: list(condition),
      }),
    ),
  },
  oneSelection as Shape<Policy>,
  custom,
  effect,
);
