import { toConfigYaml } from '../synth/yaml';

/**
 * How Argo CD tells that an Application which another one makes is ready, so that the waves of an app of apps wait.
 * Argo CD has no such check of its own since 1.8. An Application is
 * - progressing until it was compared with the cluster as it is described now, until the first sync of that description
 *   where syncs are automatic, and while it syncs;
 * - degraded where that sync failed for good;
 * - else what Argo CD says of its objects.
 *
 * What was said about an earlier description does not count: after a new chart version it would still say healthy.
 * Written in Lua 5.1, the language of Argo CD's checks; `obj` is the Application as the API server returns it.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#custom-health-checks
 */
export const applicationHealth = `\
-- Argo CD leaves out what is empty, false or 0, so that two descriptions may differ in it and be the same.
local function absent(value)
  if type(value) ~= 'table' then return value == nil or value == '' or value == false or value == 0 end
  for _, part in pairs(value) do
    if not absent(part) then return false end
  end
  return true
end

local function same(a, b)
  if absent(a) or absent(b) then return absent(a) and absent(b) end
  if type(a) ~= 'table' or type(b) ~= 'table' then return a == b end
  for key in pairs(a) do
    if not same(a[key], b[key]) then return false end
  end
  for key in pairs(b) do
    if absent(a[key]) and not absent(b[key]) then return false end
  end
  return true
end

local function sameSources(of)
  if obj.spec.sourceHydrator then return true end
  return of ~= nil and same(of.source, obj.spec.source) and same(of.sources, obj.spec.sources)
end

local status = obj.status or {}
local compared = status.sync or {}
local operation = status.operationState or {}
local automated = (obj.spec.syncPolicy or {}).automated
if automated and automated.enabled == false then automated = nil end

if not sameSources(compared.comparedTo) or absent(compared.status) or compared.status == 'Unknown' then
  return { status = 'Progressing', message = 'not yet compared with the cluster' }
end
if obj.operation or operation.phase == 'Running' or operation.phase == 'Terminating' then
  return { status = 'Progressing', message = operation.message or 'syncing' }
end
if automated and compared.status == 'OutOfSync' then
  if not sameSources(operation.syncResult) then
    return { status = 'Progressing', message = 'not yet synced' }
  end
  if operation.phase == 'Failed' or operation.phase == 'Error' then
    return { status = 'Degraded', message = operation.message or 'the sync failed' }
  end
end
local health = status.health or {}
return { status = health.status or 'Progressing', message = health.message or '' }
`;

/** The key in the ConfigMap `argocd-cm` that holds {@link applicationHealth}. */
export const applicationHealthKey = 'resource.customizations.health.argoproj.io_Application';

/**
 * The change to make to Argo CD's own ConfigMap, for `kubectl patch configmap argocd-cm --patch-file`. It is a patch and
 * no ConfigMap, since applying one would take away whatever else is set there.
 */
export function applicationHealthPatch(): string {
  return toConfigYaml({ data: { [applicationHealthKey]: applicationHealth } });
}
