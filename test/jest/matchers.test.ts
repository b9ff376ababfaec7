import { ApiObject, App, Chart } from 'cdk8s';
import { matchers } from '../../lib/jest';

function chart(port: number): Chart {
  const made = new Chart(new App(), 'shop');
  const metadata = { name: 'web', namespace: 'shop' };
  new ApiObject(made, 'web', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: { ports: [{ name: 'http', port: 80 }] },
  });
  new ApiObject(made, 'rule', {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata,
    spec: {
      host: 'web',
      trafficPolicy: { portLevelSettings: [{ port: { number: port }, outlierDetection: {} }] },
    },
  });
  return made;
}

describe('the matchers', () => {
  it('are there as soon as they are imported', () => {
    expect(chart(80)).toHaveNoFindings();
    expect(chart(81)).not.toHaveNoFindings();
    expect(chart(81)).toHaveNoFindings({ from: 'error' });
  });

  it('look for a rule, on a construct or an object', () => {
    const wrong = chart(81);
    const rule = wrong.node.findChild('rule');
    expect(wrong).toHaveFinding({ rule: 'dr-port-unknown' });
    expect(wrong).toHaveFinding({ rule: 'dr-port-unknown', on: rule });
    expect(wrong).toHaveFinding({ rule: 'dr-port-unknown', on: 'DestinationRule shop/web' });
    expect(wrong).toHaveFinding({ rule: 'dr-port-unknown', on: 'DestinationRule web' });
    expect(wrong).not.toHaveFinding({ rule: 'dr-port-unknown', on: wrong.node.findChild('web') });
    expect(wrong).not.toHaveFinding({ rule: 'dr-host-unknown' });
  });

  it('say what there is instead', () => {
    expect(matchers.toHaveNoFindings(chart(81)).message()).toMatch(
      /^expected no findings:\n {2}warning dr-port-unknown {2}DestinationRule shop\/web/,
    );
    expect(matchers.toHaveFinding(chart(80), { rule: 'dr-conflict' }).message()).toBe(
      'expected dr-conflict, and there is:\n  nothing',
    );
  });

  it('take manifests as well', () => {
    expect([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } }]).toHaveNoFindings();
  });
});
