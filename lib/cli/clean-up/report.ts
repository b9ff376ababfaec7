import { counted, identity, type KubernetesObject, shown } from '../../kubernetes/identity';
import type { Kubectl } from '../kubectl';
import { hintRow, row } from '../report';
import type { Terminal } from '../terminal';
import type { Remains } from './deletion';
import type { CleanUpPlan } from './plan';

/** Shows what will be deleted, in its order, and what stays and why. */
export function printPlan(
  terminal: Terminal,
  plan: CleanUpPlan,
  kubectl: Kubectl,
  { argocd }: { readonly argocd: boolean },
): void {
  const { doomed, kept, absent, applications } = plan;
  const from = `from context ${kubectl.context}`;
  if (doomed.length === 0) row(terminal, 'delete', `nothing ${from}: no object of ours is there`);
  else row(terminal, 'delete', `${counted(doomed.length, 'object')} ${from}, in this order`);
  let file: string | undefined;
  for (const one of doomed) {
    if (one.file !== file) terminal.line(`         ${terminal.paint('gray', one.file)}`);
    file = one.file;
    terminal.line(`           ${shown(one.live)}`);
  }
  for (const { live, why, takeBack } of kept) {
    row(terminal, 'keep', `${shown(live)}: ${why}`, 'yellow');
    if (takeBack.length > 0) hintRow(terminal, `label ${takeBack.join(', ')} is taken off`);
  }
  if (kept.some(({ ours, takeBack }) => ours || takeBack.length === 0)) {
    hintRow(terminal, '--delete-foreign deletes these too, with all that is in them');
  }
  if (absent > 0) row(terminal, 'absent', `${counted(absent, 'object')} of dist/`, 'gray');
  if (doomed.some(({ live }) => cascades(live))) {
    row(
      terminal,
      'note',
      'Argo CD deletes what these applications manage: Istio too, where they install it',
      'yellow',
    );
  }
  for (const { namespace, name } of applications) {
    row(terminal, 'note', `the Argo CD application ${name} would bring back what it manages`, 'yellow');
    const first = kubectl.hint('kubectl', `-n ${namespace ?? 'argocd'} delete application ${name}`);
    hintRow(terminal, argocd ? `first: ${first}` : `add --argocd, or first: ${first}`);
  }
}

/** Whether Argo CD takes away what an Application has made before it lets the Application go. */
function cascades({ kind, metadata }: KubernetesObject): boolean {
  const { finalizers = [] } = metadata;
  return kind === 'Application' && finalizers.some((name) => name.startsWith('resources-finalizer.argocd'));
}

/** Says what is gone, and what is left and why. */
export function printRemains(terminal: Terminal, { doomed }: CleanUpPlan, remains: readonly Remains[]): void {
  const left = new Set(remains.map(({ object }) => identity(object)));
  const gone = doomed.filter(({ live }) => !left.has(identity(live))).length;
  if (gone > 0) row(terminal, 'gone', counted(gone, 'object'), 'green');
  for (const { object, why } of remains) row(terminal, 'left', `${shown(object)} ${why}`, 'red');
}

/** Says how Istio itself is removed. */
export function printSteps(terminal: Terminal, steps: readonly string[]): void {
  if (steps.length === 0) return;
  row(terminal, 'next', 'Istio itself is still installed, for others too; this removes it:');
  for (const step of steps) hintRow(terminal, step);
}
