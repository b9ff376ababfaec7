import { shown } from '../schema/shown';
import type { Shape } from '../shape';
import { isLabel } from './hosts';

/** What is special about the kind that exports. */
interface ExportOptions {
  /** A service can be hidden from everybody. */
  readonly nobody?: true;
}

/** To which namespaces an object is visible: each once, `*` for all and alone. */
export function exportTo({ nobody }: ExportOptions = {}): Shape<readonly string[]> {
  return (entries, place) => {
    const seen = new Set<string>();
    entries.forEach((entry, index) => {
      const namespace = entry === '.' ? place.context.namespace : entry;
      if (seen.has(namespace)) {
        const same = namespace === entry ? '' : ` (. is ${namespace})`;
        place.report(`is there twice${same}`, { at: [index] });
      } else if (entry === '~' && !nobody) {
        place.report('can not be ~: only a ServiceEntry can be hidden from everybody', { at: [index] });
      } else if (entry !== '~' && namespace !== '*' && !isLabel(namespace)) {
        place.report(`must be ., * or the name of a namespace, got ${shown(entry)}`, { at: [index] });
      }
      seen.add(namespace);
    });
    if (entries.length < 2) return;
    if (seen.has('*')) place.report('must hold * alone: it exports to all namespaces already');
    if (seen.has('~')) place.report('must hold ~ alone: it exports to nobody');
  };
}
