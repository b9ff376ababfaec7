import { rules } from './rule';

/** Gateways of Istio. */
export const gatewayRules = rules({
  'gateway-selector-no-workload': {
    levels: ['error'],
    codes: ['IST0101'],
    on: ['Gateway'],
    says: 'No pod carries the labels of the selector: no proxy listens, and every connection is refused.',
    instead: 'write the labels of the pods of the ingress gateway, such as istio: ingressgateway',
  },
  'gateway-port-not-on-service': {
    levels: ['warning'],
    codes: ['IST0162'],
    on: ['Gateway'],
    says: 'The Service of the gateway forwards nothing to the port: clients outside never reach the server.',
    instead: 'write a port that the Service has, or add the port to the Service',
  },
  'gateway-tls-on-plain-port': {
    levels: ['error'],
    codes: ['IST0106', 'IST0133'],
    on: ['Gateway'],
    says: 'The server has TLS settings but a plain protocol: it is served as plain text.',
    instead: 'write protocol HTTPS or TLS, or leave tls out',
  },
  'gateway-redirect-without-https': {
    levels: ['warning'],
    on: ['Gateway'],
    says: 'Requests are redirected to https, but no server offers TLS for the host: clients end at a closed port.',
    instead: 'add a server with protocol HTTPS for the host, or leave httpsRedirect out',
  },
  'gateway-secret-missing': {
    levels: ['error'],
    codes: ['IST0101'],
    on: ['Gateway', 'ListenerSet'],
    says: 'There is no Secret of that name where the pods of the gateway run: TLS handshakes fail.',
    instead: 'put the Secret into the namespace of the gateway pods, not of the Gateway',
  },
  'gateway-secret-invalid': {
    levels: ['error'],
    codes: ['IST0161'],
    on: ['Gateway', 'ListenerSet'],
    says: 'The Secret holds no certificate and key that can be used: TLS handshakes fail.',
    instead: 'write tls.crt and tls.key as PEM, of one pair, not expired',
  },
  'gateway-mutual-without-ca': {
    levels: ['error'],
    on: ['Gateway'],
    says: 'Certificates of clients are asked for, but there is no authority to judge them by: handshakes fail.',
    instead: 'add ca.crt to the Secret, or a Secret <credentialName>-cacert',
  },
  'gateway-certificate-shared': {
    levels: ['warning'],
    codes: ['IST0138'],
    on: ['Gateway'],
    says: 'Two gateways on one workload and port share a certificate: HTTP/2 clients reuse the connection and get 404.',
    instead: 'write one Gateway for the hosts of one certificate, or a certificate for each',
  },
  'gateway-conflict': {
    levels: ['error'],
    codes: ['IST0145'],
    on: ['Gateway'],
    says: 'Two servers claim one host with TLS, or all TCP connections, on one port of one workload: one is skipped.',
    instead: 'write the host, or the TCP port, in one server only',
  },
  'gateway-protocol-conflict': {
    levels: ['error'],
    on: ['Gateway'],
    says: 'One port of one workload is given two protocols that can not share it: one of them is ignored.',
    instead: 'give one of them another port',
  },
});
