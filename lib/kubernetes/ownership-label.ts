import { text } from '../values/check';
import { checkedCall } from '../values/checked-call';
import { isLabelValue, type Labels } from '../values/labels';

/**
 * The label by which `clean-up` tells what an app has made from what others have made under the same name.
 * Argo CD tracks by a label of its own, Helm sets `app.kubernetes.io/managed-by`; neither touches this one.
 */
export const ownershipLabel = 'cdk8s-istio/project';

const projectName = text({
  holds: (name) => name !== '' && isLabelValue(name),
  problem: 'the name of a project becomes the value of a label',
  instead: 'write up to 63 letters, digits, dashes, underscores and dots, a letter or digit at both ends',
});

/**
 * Labels that tell whose objects are, for the charts of an app. They are on the objects alone, not on pods that these
 * make, nor in selectors.
 *
 * @param project a name of the app, other than those of all apps in the same cluster
 * @throws ConfigError for what can't be the value of a label
 * @example new Chart(app, 'shop', { namespace: 'shop', labels: ownedBy('shop') })
 */
export function ownedBy(project: string): Labels {
  return { [ownershipLabel]: checkedCall('ownedBy', projectName, project) };
}
