import {
  anyTraffic,
  increase,
  labelValues,
  max,
  mean,
  min,
  orZero,
  present,
  quantile,
  rate,
  series,
  share,
  sum,
  top,
} from '../../../lib/addons/dashboards/promql';

describe('PromQL', () => {
  test('names a series with and without conditions', () => {
    expect(series('pilot_xds')).toBe('pilot_xds');
    expect(
      series('istio_requests_total', { reporter: '=source', response_code: '!~5..', pod: '=~$pod' }),
    ).toBe('istio_requests_total{reporter="source", response_code!~"5..", pod=~"$pod"}');
    expect(series('istio_requests_total', { grpc_response_status: '!=' })).toBe(
      'istio_requests_total{grpc_response_status!=""}',
    );
  });

  test('asks for requests and connections at once', () => {
    expect(anyTraffic({ destination_service: '=$service' })).toBe(
      '{__name__=~"istio_requests_total|istio_tcp_connections_opened_total", destination_service="$service"}',
    );
  });

  test('takes rates over the interval that fits the picture, and growth over the time shown', () => {
    expect(rate('pilot_xds_pushes')).toBe('rate(pilot_xds_pushes[$__rate_interval])');
    expect(increase('pilot_xds_pushes')).toBe('increase(pilot_xds_pushes[$__range])');
  });

  test('aggregates by labels, or to one', () => {
    expect(sum('pilot_xds')).toBe('sum(pilot_xds)');
    expect(sum('pilot_xds', ['pod', 'version'])).toBe('sum by (pod, version) (pilot_xds)');
    expect(max('pilot_xds')).toBe('max(pilot_xds)');
    expect(min('pilot_xds', ['pod'])).toBe('min by (pod) (pilot_xds)');
    expect(top(5, 'pilot_xds')).toBe('topk(5, pilot_xds)');
  });

  test('fills the gaps of what was never counted', () => {
    expect(orZero('sum(pilot_xds)')).toBe('sum(pilot_xds) or vector(0)');
    expect(share('part', 'whole')).toBe('(part or whole * 0) / (whole > 0)');
  });

  test('takes percentiles and means of histograms', () => {
    expect(quantile(0.99, 'istio_request_bytes', { reporter: '=source' }, ['source_app'])).toBe(
      'histogram_quantile(0.99, sum by (source_app, le) (rate(istio_request_bytes_bucket{reporter="source"}[$__rate_interval])))',
    );
    expect(mean('pilot_xds_send_time')).toBe(
      'sum(rate(pilot_xds_send_time_sum[$__rate_interval])) / (sum(rate(pilot_xds_send_time_count[$__rate_interval])) > 0)',
    );
  });

  test('lists the values of a label', () => {
    expect(present('pilot_xds', ['pod'])).toBe('count by (pod) (pilot_xds)');
    expect(labelValues(series('istio_build', { component: '=pilot' }), 'pod')).toBe(
      'label_values(istio_build{component="pilot"}, pod)',
    );
  });
});
