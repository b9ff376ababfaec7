/** What only features read that are usually off: the server drops it. */
export function isGated(source: string): boolean {
  return ['clusterTrustBundle', 'fileKeyRef', 'podCertificate'].includes(source);
}
