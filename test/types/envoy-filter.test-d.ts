import type { Construct } from 'constructs';
import { ConfigPatch, EnvoyFilter, EnvoyPatch } from '../../lib/istio';

declare const scope: Construct;
const value = { name: 'a' };

// @ts-expect-error a filter without patches changes nothing
new EnvoyFilter(scope, 'patch', { configPatches: [] });

// @ts-expect-error istiod replaces filters and virtual hosts only
ConfigPatch.cluster({ patch: EnvoyPatch.replace(value) });

// @ts-expect-error istiod merges into route configurations only
ConfigPatch.routeConfiguration({ patch: EnvoyPatch.add(value) });

// @ts-expect-error lists are replaced in no filter
ConfigPatch.httpFilter({ patch: EnvoyPatch.mergeAndReplaceList(value) });

// @ts-expect-error a cluster is not matched by a listener
ConfigPatch.cluster({ match: { listener: { portNumber: 80 } }, patch: EnvoyPatch.remove });

// @ts-expect-error conditions that say nothing are left out
ConfigPatch.listener({ match: { listener: {} }, patch: EnvoyPatch.remove });

// @ts-expect-error what is removed has no value
EnvoyPatch.remove satisfies { value: object };
