import { shown } from '../schema/shown';
import { both, isSet, list, object, type Place, type Shape, value } from '../shape';
import { always, dnsLabel, dnsSubdomain, type NameForm, named, pathSegment, serviceName } from './names';
import { portName, portNumber } from './ports';
import { addressFamily } from './ranges';
import { needs, oneOf } from './required';

interface Backend {
  readonly service?: {
    readonly name?: string;
    readonly port?: { readonly name?: string; readonly number?: number };
  };
  readonly resource?: object;
}

const segment = named(pathSegment);

const reference = { apiGroup: always(dnsSubdomain), kind: segment, name: segment };

/** An object of another kind that answers, such as storage. */
const resource = object<object>(reference, needs('kind', 'name'));

const backend = object<Backend>({ resource }, ({ service, resource: other }, place) => {
  if (other) {
    if (service) place.report('can have one of service and resource');
    return;
  }
  if (!service) {
    place.report('must have a service or a resource');
    return;
  }
  const { name = '', port = {} } = service;
  if (!serviceName.fits(name))
    place.report(`must ${serviceName.words}, got ${shown(name)}`, { at: ['service', 'name'] });
  const number = port.number ?? 0;
  if ((number !== 0) === isSet(port.name)) {
    place.report('must have a port with one of name and number', { at: ['service', 'port'] });
    return;
  }
  const problem = number !== 0 ? portNumber(number) : portName(port.name as string);
  if (problem !== undefined)
    place.report(problem, { at: ['service', 'port', number !== 0 ? 'number' : 'name'] });
});

/** A host name, or one with `*.` before it. */
const host: NameForm = {
  fits: (name) => dnsSubdomain.fits(name.replace(/^\*\./, '')),
  words: `be a host name, or *. and a host name: it may ${dnsSubdomain.words}`,
};

interface Path {
  readonly path?: string;
  readonly pathType?: string;
}

const path = object<Path & { readonly backend?: Backend }>(
  { backend },
  ({ path: text = '', pathType, backend: to }, place: Place) => {
    if (!to) place.report('is required', { at: ['backend'] });
    if (!['Exact', 'Prefix', 'ImplementationSpecific'].includes(pathType ?? ''))
      place.report(`must be Exact, Prefix or ImplementationSpecific, got ${shown(pathType ?? '')}`, {
        at: ['pathType'],
      });
    else if (
      pathType === 'ImplementationSpecific' ? text !== '' && !text.startsWith('/') : !text.startsWith('/')
    )
      place.report(`must begin with /, got ${shown(text)}`, { at: ['path'] });
    else if (pathType !== 'ImplementationSpecific' && /\/\/|\/\.{1,2}(?:\/|$)|%2f/i.test(text))
      place.report(`must have no //, /./, /../ and %2f, got ${shown(text)}`, { at: ['path'] });
  },
);

const something: Shape<{ readonly rules?: unknown; readonly defaultBackend?: unknown }> = (spec, place) => {
  if (!isSet(spec.rules) && !spec.defaultBackend) place.report('must have rules or a defaultBackend');
};

/** What named the class before there was a field for it. */
const classAnnotation = 'kubernetes.io/ingress.class';

const noAddress = value<string>((name) =>
  addressFamily(name) === 0 ? undefined : `must be a host name, not an address, got ${shown(name)}`,
);

/** What the API server asks of an Ingress. */
export const ingress = object<{ readonly spec?: { readonly ingressClassName?: string | null } }>(
  {
    spec: object(
      {
        defaultBackend: backend,
        ingressClassName: value<string>((name) =>
          dnsSubdomain.fits(name) ? undefined : `must ${dnsSubdomain.words}, got ${shown(name)}`,
        ),
        tls: list(object({ hosts: list(always(host)), secretName: named(dnsSubdomain) })),
        rules: list(
          object({ host: both(named(host), noAddress), http: object({ paths: list(path) }, needs('paths')) }),
        ),
      },
      something,
    ),
  },
  ({ spec }, place) => {
    if (!spec) place.report('must have rules or a defaultBackend', { at: ['spec'] });
    const [older, name] = [place.context.annotations[classAnnotation], spec?.ingressClassName];
    if (older && name && older !== name)
      place.report(`must be the ${name} of ingressClassName, got ${shown(older)}`, {
        at: ['metadata', 'annotations', `[${classAnnotation}]`],
      });
  },
);

interface Parameters {
  readonly scope?: string | null;
  readonly namespace?: string | null;
}

/** An object of the cluster, or of a namespace, that says more. */
const parameters = object<Parameters>(
  { ...reference, scope: oneOf('Cluster', 'Namespace') },
  needs('kind', 'name'),
  ({ scope, namespace }, place) => {
    const at = ['namespace'];
    if (scope === 'Namespace' && !dnsLabel.fits(namespace ?? ''))
      place.report(`must ${dnsLabel.words}, got ${shown(namespace ?? '')}`, { at });
    const isOfCluster = (scope ?? 'Cluster') === 'Cluster';
    if (isOfCluster && namespace !== undefined && namespace !== null)
      place.report('belongs to scope Namespace', { at });
  },
);

/** What the API server asks of an IngressClass. */
export const ingressClass = object<{ readonly spec?: { readonly controller?: string } }>(
  { spec: object({ parameters }) },
  ({ spec }, place) => {
    const { controller = '' } = spec ?? {};
    const slash = controller.indexOf('/');
    const fits = slash > 0 && controller.length <= 250 && dnsSubdomain.fits(controller.slice(0, slash));
    if (!fits || slash === controller.length - 1)
      place.report(`must be a path after a domain such as example.com/controller, got ${shown(controller)}`, {
        at: ['spec', 'controller'],
      });
  },
);
