import { told } from '../told';

const world = (policy: string) => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: demo }
spec: { host: reviews, ${policy} }
`;
const of = (policy: string) => told(world(policy), ['deprecated-field']);
const detection = 'outlierDetection: { consecutiveErrors: 3 }';
const at = (path: string) => [
  `warning IST0133 DestinationRule demo/reviews spec.${path}.outlierDetection.consecutiveErrors`,
];

describe('a field of a DestinationRule that is to go', () => {
  it('is told wherever a policy may stand', () => {
    expect(of(`trafficPolicy: { ${detection} }`)).toEqual(at('trafficPolicy'));
    expect(of(`trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, ${detection} }] }`)).toEqual(
      at('trafficPolicy.portLevelSettings[0]'),
    );
    expect(of(`subsets: [{ name: v1, trafficPolicy: { ${detection} } }]`)).toEqual(
      at('subsets[0].trafficPolicy'),
    );
  });

  it('is not told of those that took its place', () => {
    expect(of('trafficPolicy: { outlierDetection: { consecutive5xxErrors: 3 } }')).toEqual([]);
  });
});
