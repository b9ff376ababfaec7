import { told } from '../told';

const injector = `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: istio-sidecar-injector }
webhooks:
- name: namespace.sidecar-injector.istio.io
  admissionReviewVersions: [v1]
  sideEffects: None
  clientConfig: { service: { name: istiod, namespace: istio-system, path: /inject } }
`;
const of = (complete: boolean | readonly string[]) => told(injector, ['webhook-service-missing'], complete);

describe('the Service of an injector', () => {
  it('is missing where all of its namespace is given', () => {
    const missing = [
      'error IST0139 MutatingWebhookConfiguration istio-sidecar-injector webhooks[0].clientConfig.service',
    ];
    expect([of(true), of(['istio-system'])]).toEqual([missing, missing]);
    expect([of(false), of(['shop'])]).toEqual([[], []]);
  });
});
