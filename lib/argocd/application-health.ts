import { toConfigYaml } from '../synth/yaml';

/**
 * How Argo CD tells that an Application which another one makes is ready, so that the waves of an app of apps wait.
 * Argo CD has no such check of its own since 1.8. An Application is
 * - degraded where it can't be compared as it is described now, or where its automatic sync failed for good;
 * - progressing until it was compared with the cluster as it is described now, until the first sync of that description
 *   where syncs are automatic, while it syncs, and until it was compared again after that;
 * - else what Argo CD says of its objects.
 *
 * What was said about an earlier description does not count: after a new chart version it would still say healthy. Nor
 * does what was said before a sync ended: for a moment it still tells of the objects as they were. What can't succeed
 * must not be progressing: another Application that waits for it would never take the commit that mends it.
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

if compared.status == 'Unknown' then
  for _, condition in pairs(status.conditions or {}) do
    if condition.type == 'InvalidSpecError' or (condition.type == 'ComparisonError' and sameSources(compared.comparedTo)) then
      return { status = 'Degraded', message = condition.message or '' }
    end
  end
end
if not sameSources(compared.comparedTo) or absent(compared.status) or compared.status == 'Unknown' then
  return { status = 'Progressing', message = 'not yet compared with the cluster' }
end
if obj.operation or operation.phase == 'Running' or operation.phase == 'Terminating' then
  return { status = 'Progressing', message = operation.message or 'syncing' }
end
-- Both times are written in UTC to the second, so they sort as text. In the second of the sync's end either may be first.
local reconciled, finished = status.reconciledAt or '', operation.finishedAt or ''
local sameSecond = reconciled == finished and operation.phase == 'Succeeded' and automated and compared.status == 'OutOfSync'
if reconciled < finished or sameSecond then
  return { status = 'Progressing', message = 'not yet compared since the sync' }
end
if automated and sameSources(operation.syncResult) and (operation.phase == 'Failed' or operation.phase == 'Error') then
  return { status = 'Degraded', message = operation.message or 'the sync failed' }
end
if automated and compared.status == 'OutOfSync' and not sameSources(operation.syncResult) then
  return { status = 'Progressing', message = 'not yet synced' }
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
