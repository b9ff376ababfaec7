const needed = {
  KUBEBUILDER_ASSETS: 'a folder with etcd, kube-apiserver and kubectl; without it every test here is skipped',
  ISTIO_HOME: 'an Istio release folder; without it the tests of what Istio serves are skipped',
  ARGO_CD_CRDS: "a folder of Argo CD's CRDs; without it dist/argocd is not applied",
  GATEWAY_API_CRDS: "a folder of the Gateway API's CRDs; without it they are not applied",
};

module.exports = () => {
  for (const [name, what] of Object.entries(needed)) {
    if (!process.env[name]) process.stderr.write(`${name} is not set: ${what}\n`);
  }
};
