import { trafficPolicyAt } from '../../lib/model/traffic-policy';

const rule = {
  tls: { mode: 'SIMPLE' },
  outlierDetection: { consecutive5xxErrors: 1 },
  portLevelSettings: [{ port: { number: 80 }, loadBalancer: { simple: 'RANDOM' } }],
};

describe('the traffic policy of a port', () => {
  it('is that of the rule, of which what stands for the port takes nothing', () => {
    expect(trafficPolicyAt(rule, undefined, 80, false)).toEqual(rule.portLevelSettings[0]);
    expect(trafficPolicyAt(rule, undefined, 81, false)).toEqual(rule);
    expect(trafficPolicyAt(undefined, undefined, 81, false)).toEqual({});
  });

  it('takes from the subset what the subset says', () => {
    const subset = { tls: { mode: 'DISABLE' } };
    expect(trafficPolicyAt(rule, subset, 80, false)).toEqual({ ...rule.portLevelSettings[0], ...subset });
    expect(trafficPolicyAt(rule, subset, 81, false)).toEqual({ ...rule, ...subset });
  });

  it("is the subset's alone where it says the port, but for TLS from 1.31 on", () => {
    const own = { port: { number: 81 }, loadBalancer: { simple: 'ROUND_ROBIN' } };
    const subset = { outlierDetection: {}, portLevelSettings: [own] };
    expect(trafficPolicyAt(rule, subset, 81, false)).toEqual(own);
    expect(trafficPolicyAt(rule, subset, 81, true)).toEqual({ ...own, tls: rule.tls });
  });
});
