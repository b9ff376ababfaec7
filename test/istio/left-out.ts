/** Fields and enum values that the API leaves out on purpose, each with its reason. */
export const leftOut: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['group', 'kind', 'name', 'namespace'].map((field) => [
      `AuthorizationPolicy: targetRef.${field}`,
      'older than targetRefs, which say the same',
    ]),
  ),
  'AuthorizationPolicy: targetRefs[].namespace': 'Istio takes no other than its own, said by leaving it out',
  'EnvoyFilter: targetRefs[].namespace': 'Istio takes no other than its own, said by leaving it out',
  'EnvoyFilter: configPatches[].applyTo=INVALID': 'refused by Istio',
  'EnvoyFilter: configPatches[].applyTo=BOOTSTRAP': 'deprecated; istiod ignores it',
  'EnvoyFilter: configPatches[].match.context=WAYPOINT':
    'no part of the documented API, and istiod ignores it; waypoints are patched as SIDECAR_INBOUND',
  ...Object.fromEntries(
    ['portNumber', 'filter.name', 'filter.subFilter.name', 'route.name'].map((field) => [
      `EnvoyFilter: configPatches[].match.waypoint.${field}`,
      'goes with the context WAYPOINT',
    ]),
  ),
  'EnvoyFilter: configPatches[].match.listener.portName': 'istiod ignores it',
  'EnvoyFilter: configPatches[].match.routeConfiguration.vhost.route.action=ANY':
    'the default, said by leaving it out',
  'EnvoyFilter: configPatches[].patch.operation=INVALID': 'refused by Istio',
  ...Object.fromEntries(
    ['UNSPECIFIED', 'AUTHN', 'AUTHZ', 'STATS'].map((value) => [
      `EnvoyFilter: configPatches[].patch.filterClass=${value}`,
      'istiod ignores it',
    ]),
  ),
  ...Object.fromEntries(
    ['group', 'kind', 'name', 'namespace'].map((field) => [
      `WasmPlugin: targetRef.${field}`,
      'older than targetRefs, which say the same',
    ]),
  ),
  ...Object.fromEntries(
    [
      ['WasmPlugin', '', 'UNSPECIFIED_PHASE'],
      ['TrafficExtension', 'wasm.', 'UNSPECIFIED'],
    ].flatMap(([kind, module, phase]) => [
      [`${kind}: targetRefs[].namespace`, 'Istio takes no other than its own, said by leaving it out'],
      [`${kind}: ${module}verificationKey`, 'kept for the future; Istio does nothing with it'],
      [`${kind}: ${module}imagePullPolicy=UNSPECIFIED_POLICY`, 'the default, said by leaving it out'],
      [`${kind}: ${module}type=UNSPECIFIED_PLUGIN_TYPE`, 'the default, said by leaving it out'],
      [`${kind}: ${module}vmConfig.env[].valueFrom=INLINE`, 'the default, said by leaving it out'],
      [`${kind}: match[].mode=UNDEFINED`, 'Istio has no use for it'],
      [`${kind}: phase=${phase}`, 'the default, said by leaving it out'],
    ]),
  ),
  'Gateway: servers[].port.targetPort': 'deprecated; the Service of the gateway says it',
  'Gateway: servers[].defaultEndpoint': 'gateways ignore it; Istio reads it of Sidecars',
  'Gateway: servers[].tls.tlsCertificates[].caCertificates':
    'Istio ignores it and reads the one of all certificates',
  'Gateway: servers[].tls.minProtocolVersion=TLS_AUTO': 'the default, said by leaving minVersion out',
  'Gateway: servers[].tls.maxProtocolVersion=TLS_AUTO': 'the default, said by leaving maxVersion out',
  'VirtualService: http[].corsPolicy.allowOrigin[]': 'deprecated in favour of allowOrigins',
  'VirtualService: http[].corsPolicy.unmatchedPreflights=UNSPECIFIED': 'the default, said by leaving it out',
  'VirtualService: http[].fault.abort.http2Error': 'Envoy can not do it; Istio ignores the field',
  'VirtualService: http[].fault.delay.exponentialDelay': 'Envoy can not do it; Istio ignores the field',
  'VirtualService: http[].fault.delay.percent': 'deprecated in favour of percentage',
  'VirtualService: http[].mirrorPercent': 'deprecated in favour of mirrorPercentage',
  'VirtualService: http[].mirror_percent': 'deprecated in favour of mirrorPercentage',
  'VirtualService: tcp[].match[].sourceSubnet': 'Istio ignores it',
  ...Object.fromEntries(
    ['group', 'kind', 'name', 'namespace'].map((field) => [
      `Telemetry: targetRef.${field}`,
      'deprecated in favour of targetRefs',
    ]),
  ),
  'WorkloadGroup: probe.grpc.port': 'istiod refuses it',
  'WorkloadGroup: probe.grpc.service': 'istiod refuses it',
  'WorkloadGroup: template.address': 'each machine brings its own',
  'Sidecar: egress[].port.targetPort': 'Istio refuses it',
  'Sidecar: ingress[].port.targetPort': 'Istio refuses it; defaultEndpoint says it',
  ...Object.fromEntries(
    [
      'caCertCredentialName',
      'credentialName',
      'credentialNames[]',
      'httpsRedirect',
      'subjectAltNames[]',
      'tlsCertificates[].caCertificates',
      'tlsCertificates[].privateKey',
      'tlsCertificates[].serverCertificate',
      'mode=PASSTHROUGH',
      'mode=AUTO_PASSTHROUGH',
      'mode=ISTIO_MUTUAL',
    ].map((field) => [`Sidecar: ingress[].tls.${field}`, 'Istio refuses it for Sidecars']),
  ),
  'Sidecar: ingress[].tls.verifyCertificateHash[]': 'asked of what a Secret trusts, and a sidecar has files',
  'Sidecar: ingress[].tls.verifyCertificateSpki[]': 'asked of what a Secret trusts, and a sidecar has files',
  'Sidecar: ingress[].tls.minProtocolVersion=TLS_AUTO': 'the default, said by leaving minVersion out',
  'Sidecar: ingress[].tls.maxProtocolVersion=TLS_AUTO': 'the default, said by leaving maxVersion out',
  ...Object.fromEntries(
    ['group', 'kind', 'name', 'namespace'].map((field) => [
      `RequestAuthentication: targetRef.${field}`,
      'older than targetRefs, which say the same',
    ]),
  ),
  'RequestAuthentication: targetRefs[].namespace':
    'Istio takes no other than its own, said by leaving it out',
  'RequestAuthentication: jwtRules[].jwks_uri': 'another name of jwksUri',
  'Telemetry: targetRefs[].namespace': 'an object of another namespace is refused',
  ...Object.fromEntries(
    [
      'trafficPolicy',
      'subsets[].trafficPolicy',
      'trafficPolicy.portLevelSettings[]',
      'subsets[].trafficPolicy.portLevelSettings[]',
    ].flatMap((policy) => [
      [
        `DestinationRule: ${policy}.outlierDetection.consecutiveErrors`,
        'deprecated in favour of consecutive5xxErrors',
      ],
      [`DestinationRule: ${policy}.loadBalancer.warmupDurationSecs`, 'deprecated in favour of warmup'],
      [
        `DestinationRule: ${policy}.loadBalancer.consistentHash.minimumRingSize`,
        'deprecated in favour of ringHash',
      ],
      [`DestinationRule: ${policy}.loadBalancer.simple=UNSPECIFIED`, 'the default, said by leaving it out'],
      [`DestinationRule: ${policy}.loadBalancer.simple=LEAST_CONN`, 'deprecated in favour of LEAST_REQUEST'],
    ]),
  ),
};
