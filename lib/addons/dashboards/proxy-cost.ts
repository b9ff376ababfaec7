import { lines, type NewPanel } from './panels';
import { rate, series, sum, top } from './promql';
import { chosenProxies } from './scopes';

/** Memory and processor time of the proxies, and the load that they are for. */
export function proxyCost(): NewPanel[] {
  return [
    lines({
      title: 'Envoy’s memory',
      description:
        'Physical memory by pod, the twenty largest. A step up mostly follows a change of configuration.',
      unit: 'bytes',
      width: 12,
      lines: [
        {
          query: top(
            20,
            sum(series('envoy_server_memory_physical_size', chosenProxies), ['namespace', 'pod']),
          ),
          legend: '{{pod}}.{{namespace}}',
        },
      ],
    }),
    lines({
      title: 'Envoy’s memory, all pods',
      description: 'Allocated is in use; the heap keeps more for later; physical is what the nodes gave.',
      unit: 'bytes',
      width: 12,
      lines: [
        { query: sum(series('envoy_server_memory_allocated', chosenProxies)), legend: 'allocated' },
        { query: sum(series('envoy_server_memory_heap_size', chosenProxies)), legend: 'heap' },
        { query: sum(series('envoy_server_memory_physical_size', chosenProxies)), legend: 'physical' },
      ],
    }),
    lines({
      title: 'Agent’s processor time',
      description:
        'Cores in use by the agent beside Envoy, the twenty busiest pods. Envoy does not count its own: see the container’s in the cluster’s monitoring.',
      unit: 'short',
      width: 8,
      lines: [
        {
          query: top(
            20,
            sum(rate('istio_agent_process_cpu_seconds_total', chosenProxies), ['namespace', 'pod']),
          ),
          legend: '{{pod}}.{{namespace}}',
        },
      ],
    }),
    lines({
      title: 'Agent’s memory',
      description: 'Resident memory of the agent beside Envoy, the twenty largest.',
      unit: 'bytes',
      width: 8,
      lines: [
        {
          query: top(
            20,
            sum(series('istio_agent_process_resident_memory_bytes', chosenProxies), ['namespace', 'pod']),
          ),
          legend: '{{pod}}.{{namespace}}',
        },
      ],
    }),
    lines({
      title: 'Load',
      description: 'Requests that the chosen proxies sent on: what their cost is to be compared with.',
      unit: 'reqps',
      width: 8,
      lines: [
        {
          query: sum(rate('istio_requests_total', { ...chosenProxies, reporter: '=~source|waypoint' })),
          legend: 'requests',
        },
      ],
    }),
  ];
}
