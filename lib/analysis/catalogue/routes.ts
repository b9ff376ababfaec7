import { rules } from './rule';

/** Routes and Gateways of the Gateway API. */
export const routeRules = rules({
  'route-parent-missing': {
    levels: ['error'],
    on: ['HTTPRoute'],
    says: 'There is no such Gateway, listener or Service: the route is at nothing.',
    instead: 'write the name of a Gateway, and of one of its listeners as sectionName',
  },
  'route-backend-missing': {
    levels: ['error'],
    on: ['HTTPRoute'],
    says: 'There is no such backend: requests that are routed there get 500, and copies are not sent.',
    instead: 'write the name of a Service, and its namespace where it is another',
  },
  'route-backend-port-missing': {
    levels: ['error'],
    on: ['HTTPRoute'],
    says: 'The Service has no such port: requests that are routed there get 500.',
    instead: 'write a port of the Service',
  },
  'route-backend-not-permitted': {
    levels: ['error'],
    on: ['HTTPRoute'],
    says: 'Nothing permits the route to use a Service of another namespace: requests get 500.',
    instead: 'add a ReferenceGrant in the namespace of the Service',
  },
  'backend-tls-target-missing': {
    levels: ['error'],
    on: ['BackendTLSPolicy'],
    says: 'There is no such Service, ServiceEntry or port: nobody is called with the TLS of the policy.',
    instead: 'write the name of a Service of the namespace, and of one of its ports as sectionName',
  },
  'backend-tls-ca-missing': {
    levels: ['error'],
    on: ['BackendTLSPolicy'],
    says: 'There is no authority to check the certificates of the backend with: connections to it fail.',
    instead: 'write the name of a ConfigMap of the namespace that holds ca.crt',
  },
  'backend-tls-conflict': {
    levels: ['warning'],
    on: ['BackendTLSPolicy'],
    says: 'Another BackendTLSPolicy is for the same port of the same Service: one of the two is ignored.',
    instead: 'write one BackendTLSPolicy for a port',
  },
  'listener-set-parent-missing': {
    levels: ['error'],
    on: ['ListenerSet'],
    says: 'There is no such Gateway: nobody listens on the ports of the ListenerSet.',
    instead: 'write the name of a Gateway, and its namespace where it is another',
  },
  'listener-set-not-allowed': {
    levels: ['error'],
    on: ['ListenerSet'],
    says: 'The Gateway takes no ListenerSets of the namespace: nobody listens on the ports.',
    instead: 'allow the namespace in spec.allowedListeners of the Gateway',
  },
  'route-not-allowed-by-listener': {
    levels: ['error'],
    on: ['HTTPRoute'],
    says: 'No listener of the Gateway takes routes of this namespace or kind: the route is at nothing.',
    instead: 'allow the namespace in allowedRoutes of the listener',
  },
  'route-hostname-no-overlap': {
    levels: ['error'],
    on: ['HTTPRoute'],
    says: 'No listener of the Gateway serves the host names: the route is at nothing.',
    instead: 'write a host name that a listener serves',
  },
  'gateway-class-unknown': {
    levels: ['error'],
    on: ['Gateway'],
    says: 'There is no such GatewayClass: nobody makes the gateway.',
    instead: 'write the name of a GatewayClass, such as istio',
  },
  'listener-protocol-unknown': {
    levels: ['error'],
    on: ['Gateway'],
    says: 'istiod serves no listeners of the protocol: nobody listens on the port.',
    instead: 'write HTTP, HTTPS, TLS or TCP, in capital letters',
  },
  'gateway-address-unknown': {
    levels: ['error', 'warning'],
    on: ['Gateway'],
    says: 'The address names a Service that there is not, or that lacks a port of a listener: clients do not reach it.',
    instead: 'write the host name of the Service of the pods that serve the gateway, and ports that it has',
  },
  'gateway-api-alpha': {
    levels: ['error'],
    on: ['TCPRoute', 'TLSRoute', 'Gateway'],
    says: 'The Istio release takes it only with PILOT_ENABLE_ALPHA_GATEWAY_API=true, which istiod has not.',
    instead: 'set PILOT_ENABLE_ALPHA_GATEWAY_API=true for istiod, or install a newer release',
  },
  'route-needs-waypoint': {
    levels: ['warning', 'info'],
    on: ['HTTPRoute', 'VirtualService'],
    says: 'The Service is in ambient mode and has no waypoint: no client in ambient mode goes by the route.',
    instead: 'label the Service or its namespace with istio.io/use-waypoint',
  },
  'route-no-backend': {
    levels: ['warning'],
    on: ['HTTPRoute'],
    says: 'Nothing is left to send requests to: every request gets 500.',
    instead: 'write a backend with a weight above 0',
  },
});
