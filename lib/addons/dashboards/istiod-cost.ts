import { lines, type NewPanel } from './panels';
import { orZero, rate, series, sum } from './promql';
import { chosenIstiods, istiod } from './scopes';

/** Processor time, memory and what else istiod's processes take. */
export function cost(): NewPanel[] {
  return [
    lines({
      title: 'CPU',
      description: 'Cores in use by each pod’s process.',
      unit: 'short',
      width: 6,
      lines: [{ query: sum(rate('process_cpu_seconds_total', istiod), ['pod']), legend: '{{pod}}' }],
    }),
    lines({
      title: 'Memory',
      description: 'Resident memory is what counts against the limit of the container.',
      unit: 'bytes',
      width: 6,
      lines: [
        {
          query: sum(series('process_resident_memory_bytes', istiod), ['pod']),
          legend: 'resident ({{pod}})',
        },
        {
          query: sum(series('go_memstats_heap_inuse_bytes', istiod), ['pod']),
          legend: 'heap in use ({{pod}})',
        },
        {
          query: sum(series('go_memstats_heap_alloc_bytes', istiod), ['pod']),
          legend: 'heap objects ({{pod}})',
        },
        {
          query: sum(series('go_memstats_stack_inuse_bytes', istiod), ['pod']),
          legend: 'stacks ({{pod}})',
        },
      ],
    }),
    lines({
      title: 'Memory allocated',
      description: 'New memory per second; much of it means work for the garbage collector.',
      unit: 'Bps',
      width: 6,
      lines: [{ query: sum(rate('go_memstats_alloc_bytes_total', istiod), ['pod']), legend: '{{pod}}' }],
    }),
    lines({
      title: 'Goroutines and open files',
      description: 'Both grow with the number of connected proxies; growth without new proxies is a leak.',
      unit: 'short',
      width: 6,
      lines: [
        { query: sum(series('go_goroutines', istiod), ['pod']), legend: 'goroutines ({{pod}})' },
        { query: sum(series('process_open_fds', istiod), ['pod']), legend: 'open files ({{pod}})' },
      ],
    }),
    lines({
      title: 'Versions of istiod',
      description: 'Two versions at once: an upgrade or a canary revision.',
      unit: 'none',
      width: 12,
      stacked: true,
      lines: [
        {
          query: sum(series('istio_build', { component: '=pilot', ...chosenIstiods }), ['tag']),
          legend: '{{tag}}',
        },
      ],
    }),
    lines({
      title: 'Cache of configuration',
      description: 'Parts of configuration that were found already computed, or had to be computed.',
      unit: 'ops',
      width: 12,
      lines: [
        { query: sum(rate('xds_cache_reads', chosenIstiods), ['type']), legend: '{{type}}' },
        { query: orZero(sum(rate('xds_cache_evictions', chosenIstiods))), legend: 'thrown out' },
      ],
    }),
  ];
}
