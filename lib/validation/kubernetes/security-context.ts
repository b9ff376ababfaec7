import { shown } from '../schema/shown';
import { list, object, type Shape } from '../shape';
import { oneOf, within } from './required';
import { descending } from './volume-sources';

/** The numbers of users and groups. */
const identity = within(0, 2 ** 31 - 1);

interface Profile {
  readonly type?: string;
  readonly localhostProfile?: string | null;
}

/** A profile of the kernel's: the runtime's own, none, or a file of the node. */
function profile(fileProblem: (file: string) => string | undefined): Shape {
  return object<Profile>({}, ({ type = '', localhostProfile: file }, place) => {
    const isLocal = type === 'Localhost';
    if (!isLocal && type !== 'RuntimeDefault' && type !== 'Unconfined')
      place.report(`must be RuntimeDefault, Unconfined or Localhost, got ${shown(type)}`, { at: ['type'] });
    const isGiven = file !== undefined && file !== null;
    const at = ['localhostProfile'];
    if (isGiven && !isLocal) place.report('belongs to type Localhost', { at });
    else if (isLocal && !isGiven) place.report('is required for type Localhost', { at });
    else if (isLocal && isGiven) {
      const problem = fileProblem(file);
      if (problem !== undefined) place.report(problem, { at });
    }
  });
}

const common = {
  runAsUser: identity,
  runAsGroup: identity,
  seccompProfile: profile(descending),
  appArmorProfile: profile((file) =>
    file !== '' && file.trim() === file
      ? undefined
      : `must be a name without space around it, got ${shown(file)}`,
  ),
  windowsOptions: ((options, place) => {
    const { windowsOptions } = require('./windows') as typeof import('./windows');
    windowsOptions(options, place);
  }) as Shape,
};

interface Security {
  readonly privileged?: boolean | null;
  readonly allowPrivilegeEscalation?: boolean | null;
  readonly capabilities?: { readonly add?: readonly string[] };
}

/** What the API server asks of the rights of a container. */
export const containerSecurity: Shape = object<Security>(
  { ...common, procMount: oneOf('Default', 'Unmasked') },
  ({ privileged, allowPrivilegeEscalation, capabilities }, place) => {
    if (allowPrivilegeEscalation !== false) return;
    const at = ['allowPrivilegeEscalation'];
    if (privileged) place.report('can not be false beside privileged', { at });
    else if (capabilities?.add?.includes('CAP_SYS_ADMIN'))
      place.report('can not be false beside the capability CAP_SYS_ADMIN', { at });
  },
);

const sysctlName = /^(?:[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?$/;

interface Sysctl {
  readonly name?: string;
}

const eachSysctlOnce: Shape<readonly Sysctl[]> = (all, place) => {
  all.forEach(({ name = '' }, index) => {
    if (name.length > 253 || !sysctlName.test(name))
      place.report(
        `must be the name of a setting of the kernel such as net.core.somaxconn, got ${shown(name)}`,
        {
          at: [index, 'name'],
        },
      );
    else if (all.findIndex((other) => other.name === name) !== index)
      place.report(`is there twice: ${name}`, { at: [index, 'name'] });
  });
};

/** What the API server asks of the rights of a pod. */
export const podSecurity: Shape = object({
  ...common,
  fsGroup: identity,
  fsGroupChangePolicy: oneOf('Always', 'OnRootMismatch'),
  seLinuxChangePolicy: oneOf('Recursive'),
  supplementalGroups: list(identity),
  supplementalGroupsPolicy: oneOf('Merge', 'Strict'),
  sysctls: eachSysctlOnce,
});
