import { metrics } from '../../../lib/addons/dashboards/metrics';
import {
  answered,
  latency,
  meanLatency,
  mutualTlsShare,
  requests,
  successRate,
  tcpReceived,
} from '../../../lib/addons/dashboards/traffic';
import { labelsOf } from './promql-reader';
import { promtool, withPromtool } from './promtool';
import { filledIn, readDashboards, targetsOf } from './read-dashboard';

interface Series {
  readonly series: string;
  readonly values: string;
}

/** A counter that grows this much a second, seen every minute for ten minutes. */
function counted(name: string, labels: Readonly<Record<string, string>>, perSecond: number): Series {
  const text = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return { series: `${name}{${text.join(',')}}`, values: `0+${perSecond * 60}x10` };
}

interface Expected {
  readonly query: string;
  readonly is: readonly { readonly labels: string; readonly value: number }[];
}

/** What promtool says where a query does not have these values after ten minutes. */
function evaluated(input: readonly Series[], expected: readonly Expected[]): string {
  return promtool(['test', 'rules'], {
    rule_files: [],
    tests: [
      {
        interval: '1m',
        input_series: input,
        promql_expr_test: expected.map(({ query, is }) => ({
          expr: query.replaceAll('$__rate_interval', '5m').replaceAll('$quantile', '0.95'),
          eval_time: '10m',
          exp_samples: is,
        })),
      },
    ],
  });
}

const toReviews = { reporter: 'source', destination_workload: 'reviews-v1' };
const toRatings = { reporter: 'source', destination_workload: 'ratings-v1' };
const reviews = { reporter: '=source', destination_workload: '=reviews-v1' } as const;
const ratings = { reporter: '=source', destination_workload: '=ratings-v1' } as const;
const nowhere = { reporter: '=source', destination_workload: '=nowhere' } as const;

withPromtool('evaluated on a made-up mesh', () => {
  test('requests are counted once for all codes', () => {
    const input = [
      counted('istio_requests_total', { ...toReviews, response_code: '200' }, 9),
      counted('istio_requests_total', { ...toReviews, response_code: '503' }, 1),
      counted('istio_requests_total', { ...toRatings, response_code: '404' }, 2),
    ];
    expect(
      evaluated(input, [
        { query: requests(reviews), is: [{ labels: '{}', value: 10 }] },
        {
          query: requests({ reporter: '=source' }, ['destination_workload']),
          is: [
            { labels: '{destination_workload="reviews-v1"}', value: 10 },
            { labels: '{destination_workload="ratings-v1"}', value: 2 },
          ],
        },
        { query: answered('5..', reviews), is: [{ labels: '{}', value: 1 }] },
        { query: answered('4..', ratings), is: [{ labels: '{}', value: 2 }] },
        { query: answered('5..', ratings), is: [{ labels: '{}', value: 0 }] },
        { query: answered('5..', nowhere), is: [{ labels: '{}', value: 0 }] },
      ]),
    ).toBe('');
  });

  test('reports a wrong value, so that silence means something', () => {
    const input = [counted('istio_requests_total', toReviews, 1)];
    expect(evaluated(input, [{ query: requests(reviews), is: [{ labels: '{}', value: 2 }] }])).toContain(
      'FAILED',
    );
  });

  test('the success rate is 0 where everything fails, and absent where nothing is asked', () => {
    const input = [
      counted('istio_requests_total', { ...toReviews, response_code: '200' }, 7),
      counted('istio_requests_total', { ...toReviews, response_code: '404' }, 2),
      counted('istio_requests_total', { ...toReviews, response_code: '500' }, 1),
      counted('istio_requests_total', { ...toRatings, response_code: '503' }, 5),
      counted(
        'istio_requests_total',
        { reporter: 'source', destination_workload: 'idle', response_code: '200' },
        0,
      ),
    ];
    expect(
      evaluated(input, [
        { query: successRate(reviews), is: [{ labels: '{}', value: 0.9 }] },
        { query: successRate(ratings), is: [{ labels: '{}', value: 0 }] },
        { query: successRate({ reporter: '=source', destination_workload: '=idle' }), is: [] },
        { query: successRate(nowhere), is: [] },
        {
          query: successRate({ reporter: '=source' }, ['destination_workload']),
          is: [
            { labels: '{destination_workload="reviews-v1"}', value: 0.9 },
            { labels: '{destination_workload="ratings-v1"}', value: 0 },
          ],
        },
      ]),
    ).toBe('');
  });

  test('the share of mutual TLS comes from the servers, whoever is asked', () => {
    const served = { reporter: 'destination', destination_workload: 'reviews-v1' };
    const input = [
      counted('istio_requests_total', { ...served, connection_security_policy: 'mutual_tls' }, 3),
      counted('istio_requests_total', { ...served, connection_security_policy: 'none' }, 1),
      counted('istio_requests_total', { ...toReviews, connection_security_policy: 'unknown' }, 40),
      counted(
        'istio_requests_total',
        { reporter: 'destination', destination_workload: 'ratings-v1', connection_security_policy: 'none' },
        1,
      ),
    ];
    expect(
      evaluated(input, [
        { query: mutualTlsShare(reviews), is: [{ labels: '{}', value: 0.75 }] },
        { query: mutualTlsShare(ratings), is: [{ labels: '{}', value: 0 }] },
        { query: mutualTlsShare(nowhere), is: [] },
      ]),
    ).toBe('');
  });

  test('latency is read from the histogram in milliseconds', () => {
    const bucket = 'istio_request_duration_milliseconds_bucket';
    const input = [
      counted(bucket, { ...toReviews, le: '10' }, 50),
      counted(bucket, { ...toReviews, le: '100' }, 100),
      counted(bucket, { ...toReviews, le: '+Inf' }, 100),
      counted('istio_request_duration_milliseconds_sum', toReviews, 3000),
      counted('istio_request_duration_milliseconds_count', toReviews, 100),
    ];
    expect(
      evaluated(input, [
        { query: latency(0.5, reviews), is: [{ labels: '{}', value: 10 }] },
        { query: latency('$quantile', reviews), is: [{ labels: '{}', value: 91 }] },
        { query: meanLatency(reviews), is: [{ labels: '{}', value: 30 }] },
        { query: latency(0.5, nowhere), is: [] },
      ]),
    ).toBe('');
  });

  test('connections are summed over all their clients', () => {
    const input = [
      counted('istio_tcp_received_bytes_total', { ...toReviews, source_workload: 'a' }, 100),
      counted('istio_tcp_received_bytes_total', { ...toReviews, source_workload: 'b' }, 20),
    ];
    expect(evaluated(input, [{ query: tcpReceived(reviews), is: [{ labels: '{}', value: 120 }] }])).toBe('');
  });
});

/** Every metric that Istio exports, once or twice, with all labels. */
function wholeMesh(chosen: Readonly<Record<string, string>>): Series[] {
  return Object.entries(metrics).flatMap(([name, { type }]) =>
    (type === 'histogram' ? ['bucket', 'sum', 'count'].map((part) => `${name}_${part}`) : [name]).flatMap(
      (series) => {
        const labels = labelsOf(series) ?? [];
        const ways = labels.includes('reporter')
          ? ['source', 'destination'].flatMap((reporter) =>
              ['200', '404', '503'].map((response_code) => ({ reporter, response_code })),
            )
          : [{}];
        const limits = labels.includes('le') ? ['1', '100', '+Inf'] : [''];
        return ways.flatMap((way) =>
          limits.map((le, index) => {
            const values: Readonly<Record<string, string>> = {
              le,
              app: 'istiod',
              component: 'pilot',
              cluster_name: 'xds-grpc',
              resource_name: 'default',
              request_protocol: 'grpc',
              grpc_response_status: '0',
              response_flags: 'UH',
              connection_security_policy: 'mutual_tls',
              ...chosen,
              ...way,
            };
            const own = labels.map((label) => [label, values[label] ?? `some-${label}`]);
            return counted(series, Object.fromEntries(own), index + 1);
          }),
        );
      },
    ),
  );
}

withPromtool('in a mesh where everything happens', () => {
  test.each(readDashboards())('every query of $file finds something', (dashboard) => {
    const chosen = {
      destination_service: 'one-service',
      destination_workload: 'one-workload',
      destination_workload_namespace: 'one-namespace',
      source_workload: 'one-workload',
      source_workload_namespace: 'one-namespace',
    };
    const proxies = wholeMesh(chosen).filter(({ series }) => series.startsWith('istio_build'));
    const input = [
      ...wholeMesh(chosen),
      ...proxies.map(({ series, values }) => ({ series: series.replace('"pilot"', '"proxy"'), values })),
    ];
    const found = targetsOf(dashboard).map(({ expr }) => ({
      query: `count(${filledIn(expr, dashboard)}) > bool 0`,
      is: [{ labels: '{}', value: 1 }],
    }));
    expect(evaluated(input, found)).toBe('');
  });
});
