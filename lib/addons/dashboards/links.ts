import { tag, uids } from './dashboard-ids';
import type { DashboardLink } from './grafana-types';

/** A click on a table's cell: the text shown for it, and the address with Grafana's own placeholders. */
export interface CellLink {
  readonly title: string;
  readonly url: string;
}

function link(title: string, uid: string, variables: Readonly<Record<string, string>>): CellLink {
  const chosen = Object.entries(variables).map(([name, value]) => `var-${name}=${value}`);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana fills these in
  const kept = ['${datasource:queryparam}', '${__url_time_range}'];
  return { title, url: `/d/${uid}?${[...chosen, ...kept].join('&')}` };
}

/** To the dashboard of the service in the cell that is clicked; its host name is enough to find it. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana fills this in
export const toService = link('Show the service', uids.service, { service: '${__value.text}' });

/** To the dashboard of the workload in the cell that is clicked, the row's other cell holding its namespace. */
export function toWorkload(
  namespaceLabel: 'source_workload_namespace' | 'destination_workload_namespace',
): CellLink {
  return link('Show the workload', uids.workload, {
    namespace: `\${__data.fields.${namespaceLabel}}`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana fills this in
    workload: '${__value.text}',
  });
}

/** The menu at the top with all Istio dashboards, which keeps the time and the variables of the same name. */
export function dashboardMenu(): DashboardLink {
  return {
    title: 'Istio dashboards',
    type: 'dashboards',
    tags: [tag],
    icon: '',
    tooltip: '',
    asDropdown: true,
    includeVars: true,
    keepTime: true,
    targetBlank: false,
  };
}
