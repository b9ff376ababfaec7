import { counted } from '../../diagnostics/counted';
import { identity, type KubernetesObject, shown } from '../../kubernetes/identity';
import { operand } from '../../values/shell-word';
import type { Kubectl } from '../kubectl';
import { hintRow, row } from '../report';
import type { Terminal } from '../terminal';
import type { Remains } from './deletion';
import type { CleanUpPlan, Kept, KeptBut } from './plan';

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
    if (one.file !== file) terminal.line('         ', { colour: 'gray', text: one.file });
    file = one.file;
    terminal.line(`           ${shown(one.live)}`);
  }
  for (const but of ['--unlabelled', '--delete-foreign'] as const)
    printKept(
      terminal,
      but,
      kept.filter((one) => one.but === but),
    );
  if (absent > 0) row(terminal, 'absent', `${counted(absent, 'object')} of dist/`, 'gray');
  if (doomed.some(({ live }) => cascades(live))) {
    row(
      terminal,
      'note',
      'Argo CD deletes what these applications manage: Istio too, where they install it',
      'yellow',
    );
  }
  for (const { namespace = 'argocd', name } of applications) {
    row(terminal, 'note', `the Argo CD application ${name} would bring back what it manages`, 'yellow');
    const first = kubectl.hint('kubectl', '-n', namespace, 'delete', 'application', ...operand(name));
    hintRow(terminal, argocd ? `first: ${first}` : `add --argocd, or first: ${first}`);
  }
}

function printKept(terminal: Terminal, but: KeptBut, kept: readonly Kept[]): void {
  for (const { live, why, takeBack } of kept) {
    row(terminal, 'keep', `${shown(live)}: ${why}`, 'yellow');
    const which = takeBack.length === 1 ? 'label' : 'labels';
    if (takeBack.length > 0) hintRow(terminal, `takes off the ${which} ${takeBack.join(', ')}`);
  }
  const [first] = kept.filter(({ ours, takeBack }) => ours || takeBack.length === 0);
  if (first === undefined) return;
  const { kind, metadata } = first.live;
  const hints = {
    '--unlabelled': `--unlabelled deletes these too, --unlabelled ${kind.toLowerCase()}/${metadata.name} only what it names`,
    '--delete-foreign': '--delete-foreign deletes these too, with all that is in them',
  } as const satisfies Record<KeptBut, string>;
  hintRow(terminal, hints[but]);
}

/** Whether Argo CD takes away what an Application has made before it lets the Application go. */
function cascades({ kind, metadata }: KubernetesObject): boolean {
  const { finalizers = [] } = metadata;
  return kind === 'Application' && finalizers.some((name) => name.startsWith('resources-finalizer.argocd'));
}

/** Says what is gone, and what is left and why. */
export function printRemains(terminal: Terminal, { doomed }: CleanUpPlan, remains: readonly Remains[]): void {
  const gone = doomed.length - leftOf(doomed, remains);
  if (gone > 0) row(terminal, 'gone', counted(gone, 'object'), 'green');
  for (const { object, why } of remains) row(terminal, 'left', `${shown(object)} ${why}`, 'red');
}

function leftOf(doomed: CleanUpPlan['doomed'], remains: readonly Remains[]): number {
  const left = new Set(remains.map(({ object }) => identity(object)));
  return doomed.filter(({ live }) => left.has(identity(live))).length;
}

/** Says how Istio itself is removed. */
export function printSteps(terminal: Terminal, steps: readonly string[]): void {
  if (steps.length === 0) return;
  row(terminal, 'next', 'Istio itself is still installed, for others too; this removes it:');
  for (const step of steps) hintRow(terminal, step);
}

/** The plan for programs. */
export function planAsData({ doomed, kept, absent, applications }: CleanUpPlan) {
  return {
    delete: doomed.map(({ file, live }) => ({ file, ...reference(live) })),
    keep: kept.map(({ live, why, but, ours, takeBack }) => ({
      ...reference(live),
      why,
      ours,
      deletedBy: but,
      ...(takeBack.length > 0 && { labelsTakenOff: takeBack }),
    })),
    absent,
    applications,
  };
}

/** What a deletion came to, for programs. */
export function remainsAsData({ doomed }: CleanUpPlan, remains: readonly Remains[]) {
  return {
    gone: doomed.length - leftOf(doomed, remains),
    left: remains.map(({ object, why }) => ({ ...reference(object), why })),
  };
}

function reference({ apiVersion, kind, metadata: { name, namespace } }: KubernetesObject) {
  return { apiVersion, kind, ...(namespace !== undefined && { namespace }), name };
}
