import { shown } from '../schema/shown';
import { object, type Place, type Shape, value } from '../shape';
import { always, dnsSubdomain } from './names';

interface Options {
  readonly hostProcess?: boolean | null;
}

interface Security {
  readonly windowsOptions?: Options | null;
  readonly sysctls?: readonly object[];
}

interface Container {
  readonly securityContext?: Security | null;
}

/** The part of a pod that depends on the system of its node. */
export interface PodOfSystem {
  readonly os?: { readonly name?: string } | null;
  readonly securityContext?: Security | null;
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly hostNetwork?: boolean;
}

const linuxOnly = {
  pod: ['hostPID', 'hostIPC'],
  podEvenFalse: ['hostUsers', 'shareProcessNamespace', 'resources'],
  podSecurity: ['fsGroup', 'fsGroupChangePolicy', 'seLinuxChangePolicy', 'supplementalGroups'],
  containerSecurity: ['allowPrivilegeEscalation', 'capabilities', 'privileged', 'procMount'],
  security: ['appArmorProfile', 'runAsGroup', 'runAsUser', 'seccompProfile', 'seLinuxOptions'],
};

/** The fields of an object that are there, whatever they hold. */
function given(of: object | null | undefined, fields: readonly string[]): string[] {
  const values = (of ?? {}) as Readonly<Record<string, unknown>>;
  return fields.filter((field) => values[field] !== undefined && values[field] !== null);
}

function eachContainer(pod: PodOfSystem, visit: (security: Security, at: (string | number)[]) => void): void {
  for (const field of ['initContainers', 'containers'] as const)
    pod[field]?.forEach(({ securityContext }, index) => {
      visit(securityContext ?? {}, [field, index, 'securityContext']);
    });
}

/** Windows has no users by number, no SELinux and no namespaces of the kernel. */
function onWindows(pod: PodOfSystem, place: Place): void {
  const refuse = (at: readonly (string | number)[]) => place.report('can not be set for Windows', { at });
  const { pod: whereTrue, podEvenFalse, podSecurity, containerSecurity, security: both } = linuxOnly;
  for (const field of whereTrue) if ((pod as Readonly<Record<string, unknown>>)[field]) refuse([field]);
  for (const field of given(pod, podEvenFalse)) refuse([field]);
  const { securityContext: own } = pod;
  const ofPod = [...both, ...podSecurity, 'supplementalGroupsPolicy'];
  for (const field of given(own, ofPod)) refuse(['securityContext', field]);
  if (own?.sysctls?.length) refuse(['securityContext', 'sysctls']);
  const ofContainer = [...both, ...containerSecurity, 'readOnlyRootFilesystem'];
  eachContainer(pod, (security, at) => {
    for (const field of given(security, ofContainer)) refuse([...at, field]);
  });
}

function onLinux(pod: PodOfSystem, place: Place): void {
  const refuse = (security: Security | null | undefined, at: readonly (string | number)[]) => {
    if (security?.windowsOptions) place.report('can not be set for Linux', { at: [...at, 'windowsOptions'] });
  };
  refuse(pod.securityContext, ['securityContext']);
  eachContainer(pod, refuse);
}

/** Either all containers are processes of the node, in its network, or none is. */
function hostProcesses(pod: PodOfSystem, place: Place): void {
  const ofPod = pod.securityContext?.windowsOptions?.hostProcess ?? undefined;
  let containers = 0;
  let onHost = 0;
  eachContainer(pod, ({ windowsOptions }, at) => {
    const own = windowsOptions?.hostProcess ?? undefined;
    containers++;
    if (own ?? ofPod) onHost++;
    if (own !== undefined && ofPod !== undefined && own !== ofPod)
      place.report(`must be what the pod has: ${ofPod}`, { at: [...at, 'windowsOptions', 'hostProcess'] });
  });
  if (onHost === 0) return;
  if (onHost < containers)
    place.report(`has ${onHost} of ${containers} containers with hostProcess: it must be all or none`);
  if (!pod.hostNetwork) place.report('must be true beside hostProcess', { at: ['hostNetwork'] });
}

/** What the API server asks of a pod that names its system, or has options of Windows. */
export const system: Shape<PodOfSystem> = (pod, place) => {
  if (pod.os?.name === 'windows') onWindows(pod, place);
  if (pod.os?.name === 'linux') onLinux(pod, place);
  hostProcesses(pod, place);
};

const most = { credentials: 64 * 1024, domain: 255, user: 104 };
const netBios = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/;
const dns = /^[A-Za-z0-9](?:[-A-Za-z0-9]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[-A-Za-z0-9]*[A-Za-z0-9])?)*$/;

/** Why a text is no name of a user, of a machine or a domain (`ContainerUser`, `NT AUTHORITY\SYSTEM`). */
function userProblem(name: string): string | undefined {
  const slash = name.indexOf('\\');
  const [domain, user] = slash < 0 ? [undefined, name] : [name.slice(0, slash), name.slice(slash + 1)];
  const isUser =
    user !== '' &&
    user.length <= most.user &&
    !/["/\\:;|=,+*?<>@[\]]|\p{Cc}/u.test(user) &&
    !/^[. ]+$/.test(user);
  if (!isUser) return `must be the name of a user of Windows, got ${shown(name)}`;
  const isDomain =
    domain === undefined || (domain.length <= most.domain && (netBios.test(domain) || dns.test(domain)));
  return isDomain ? undefined : `must name a domain of Windows before its backslash, got ${shown(name)}`;
}

/** What the API server asks of `windowsOptions`. */
export const windowsOptions: Shape = object({
  gmsaCredentialSpecName: always(dnsSubdomain),
  gmsaCredentialSpec: value<string>((text) =>
    text !== '' && text.length <= most.credentials
      ? undefined
      : `must have from 1 to ${most.credentials} characters, got ${text.length}`,
  ),
  runAsUserName: value<string>(userProblem),
});
