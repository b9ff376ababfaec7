import { laterThan } from '../../lib/release/later';
import { validateObject } from '../../lib/validation/validate-object';
import { specimens } from './specimens';

/** Specimens use what the newest release has; an older one is asked about those that it can know. */
it.each(['1.30', '1.31'])('are what the API server and istiod of Istio %s take', (release) => {
  const known = specimens().filter((object) => laterThan(release, object).length === 0);
  expect(known.length).toBeGreaterThan(40);
  const findings = known.flatMap((object) => validateObject(object, { release, namespace: 'demo' }));
  expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
});
