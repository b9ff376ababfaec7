import { quantile, rate, series, sum } from '../../lib/addons/dashboards/promql';

// @ts-expect-error Istio exports no such metric
series('istio_request_total');

// @ts-expect-error the metric of another exporter
series('container_memory_working_set_bytes');

// @ts-expect-error a histogram's series end in _bucket, _sum and _count
series('istio_request_bytes');

// @ts-expect-error connections have no response code
rate('istio_tcp_sent_bytes_total', { response_code: '=200' });

// @ts-expect-error a condition begins with its operator
series('istio_requests_total', { reporter: 'source' });

// @ts-expect-error no metric has such a label
sum(rate('pilot_xds_pushes'), ['reason_code']);

// @ts-expect-error a counter has no percentiles
quantile(0.99, 'istio_requests_total');
