import type { Label } from './metrics';
import { type Expression, mean, orZero, quantile, rate, share, sum, type Where } from './promql';

/** Which traffic is meant. The labels are those of connections, which requests have too. */
export type Traffic = Where<'istio_tcp_connections_opened_total'>;

type By = readonly Label<'istio_tcp_connections_opened_total'>[];

/** Requests per second. */
export function requests(which: Traffic, by: readonly Label<'istio_requests_total'>[] = []): Expression {
  return sum(rate('istio_requests_total', which), by);
}

/** Requests per second that were answered with one of these codes, an expression such as `5..`; none is 0. */
export function answered(code: string, which: Traffic): Expression {
  return orZero(sum(rate('istio_requests_total', { ...which, response_code: `=~${code}` })));
}

/**
 * The share of requests that the server did not fail: all but 5xx. A code of 0, no answer at all before the client
 * went away, is not the server's failure.
 */
export function successRate(which: Traffic, by: By = []): Expression {
  return share(
    sum(rate('istio_requests_total', { ...which, response_code: '!~5..' }), by),
    sum(rate('istio_requests_total', which), by),
  );
}

/**
 * The share of requests that came over mutual TLS. Only the server's proxy knows, so that servers without one are
 * not part of the whole.
 */
export function mutualTlsShare(which: Traffic, by: By = []): Expression {
  const received = { ...which, reporter: '=destination' } as const;
  return share(
    sum(rate('istio_requests_total', { ...received, connection_security_policy: '=mutual_tls' }), by),
    sum(rate('istio_requests_total', received), by),
  );
}

/** How long requests took, in milliseconds, at a percentile. */
export function latency(q: number | '$quantile', which: Traffic, by: By = []): Expression {
  return quantile(q, 'istio_request_duration_milliseconds', which, by);
}

/** How long requests took on average, in milliseconds. */
export function meanLatency(which: Traffic): Expression {
  return mean('istio_request_duration_milliseconds', which);
}

/** The size of request bodies in bytes, at a percentile. */
export function requestSize(q: number | '$quantile', which: Traffic, by: By = []): Expression {
  return quantile(q, 'istio_request_bytes', which, by);
}

/** The size of response bodies in bytes, at a percentile. */
export function responseSize(q: number | '$quantile', which: Traffic, by: By = []): Expression {
  return quantile(q, 'istio_response_bytes', which, by);
}

/** Bytes per second that servers received over TCP connections. */
export function tcpReceived(which: Traffic, by: By = []): Expression {
  return sum(rate('istio_tcp_received_bytes_total', which), by);
}

/** Bytes per second that servers sent over TCP connections. */
export function tcpSent(which: Traffic, by: By = []): Expression {
  return sum(rate('istio_tcp_sent_bytes_total', which), by);
}

/** TCP connections opened per second. */
export function tcpOpened(which: Traffic, by: By = []): Expression {
  return sum(rate('istio_tcp_connections_opened_total', which), by);
}

/** TCP connections closed per second. */
export function tcpClosed(which: Traffic, by: By = []): Expression {
  return sum(rate('istio_tcp_connections_closed_total', which), by);
}
