import {
  AccessLog,
  AccessLogProvider,
  renderAccessLog,
  renderAccessLogProvider,
} from '../../lib/install/access-log';
import { MeshService } from '../../lib/istio/references/mesh-service';

test('an access log that is off says so, since the demo profile turns it on', () => {
  expect(renderAccessLog(AccessLog.off)).toEqual({ accessLogFile: '' });
});

test('text goes to the standard output in the format of Istio', () => {
  expect(renderAccessLog(AccessLog.text())).toEqual({ accessLogFile: '/dev/stdout' });
});

test('text may have its own format and file', () => {
  expect(renderAccessLog(AccessLog.text({ path: '/var/log/access', format: '%PROTOCOL%\n' }))).toEqual({
    accessLogFile: '/var/log/access',
    accessLogFormat: '%PROTOCOL%\n',
  });
});

test('JSON has the fields of Istio, or its own', () => {
  expect(renderAccessLog(AccessLog.json())).toEqual({
    accessLogFile: '/dev/stdout',
    accessLogEncoding: 'JSON',
  });
  expect(renderAccessLog(AccessLog.json({ fields: { protocol: '%PROTOCOL%' } }))).toEqual({
    accessLogFile: '/dev/stdout',
    accessLogEncoding: 'JSON',
    accessLogFormat: '{"protocol":"%PROTOCOL%"}',
  });
});

const collector = MeshService.named('collector.observability.svc.cluster.local');

test('access logs may go out by OTLP', () => {
  const provider = AccessLogProvider.opentelemetry({ name: 'otel', service: collector, port: 4317 });
  expect(renderAccessLogProvider(provider)).toEqual({
    name: 'otel',
    envoyOtelAls: { service: 'collector.observability.svc.cluster.local', port: 4317 },
  });
});
