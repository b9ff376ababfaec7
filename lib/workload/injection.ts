import { text } from '../values/check';
import { variants } from '../values/shape';

/**
 * How the pods of a namespace join the mesh. A namespace has one choice: Istio obeys one of two contradicting labels
 * without a word about the other.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/
 */
export type Injection =
  | { readonly kind: 'injection-enabled' }
  | { readonly kind: 'injection-disabled' }
  | { readonly kind: 'injection-revision'; readonly revision: string }
  | { readonly kind: 'injection-ambient' };

const revisionName = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** The ways that the pods of a namespace join the mesh. */
export const Injection = {
  /** Each new pod gets a sidecar of the default revision. */
  enabled: { kind: 'injection-enabled' },

  /** No pod gets a sidecar, whatever the mesh's own default is. */
  disabled: { kind: 'injection-disabled' },

  /** Each new pod joins through the node's proxy and has no sidecar (ambient mode). */
  ambient: { kind: 'injection-ambient' },

  /**
   * Each new pod gets a sidecar of one revision or revision tag, such as `1-30-3` or `canary`.
   *
   * @see https://istio.io/latest/docs/setup/upgrade/canary/
   */
  revision(revision: string): Injection {
    return { kind: 'injection-revision', revision };
  },
} satisfies Record<string, Injection | ((revision: string) => Injection)>;

export const injection = variants<Injection>('an injection', {
  'injection-enabled': {},
  'injection-disabled': {},
  'injection-ambient': {},
  'injection-revision': {
    revision: text({
      holds: (revision) => revisionName.test(revision),
      problem: 'a revision is named by a DNS label',
      instead: (revision) =>
        `write for example '${revision.replaceAll(/[^a-z0-9-]+/gi, '-').toLowerCase() || '1-30-3'}'`,
    }),
  },
});

/** The labels that a choice is written with; no other code writes them. */
export const injectionLabels = ['istio-injection', 'istio.io/rev', 'istio.io/dataplane-mode'] as const;

/** A label that says how pods join the mesh. */
export type InjectionLabel = (typeof injectionLabels)[number];

export function renderInjection(injection: Injection): { readonly [label in InjectionLabel]?: string } {
  switch (injection.kind) {
    case 'injection-enabled':
      return { 'istio-injection': 'enabled' };
    case 'injection-disabled':
      return { 'istio-injection': 'disabled' };
    case 'injection-revision':
      return { 'istio.io/rev': injection.revision };
    case 'injection-ambient':
      return { 'istio.io/dataplane-mode': 'ambient' };
    default:
      return injection satisfies never;
  }
}
