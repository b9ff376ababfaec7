import type { Kubectl } from '../kubectl';
import { endKubectl } from '../kubectl-process';
import { kubectlTrouble, lastLine } from '../kubectl-trouble';
import type { NoAnswer } from './http-get';

/** A way through kubectl to a port of a Service, until `close`. */
export interface PortForward {
  readonly port: number;
  /** `false` once kubectl has ended, as it does when the pod behind it goes. */
  open(): boolean;
  close(): void;
}

/** Of what kubectl says, no more is kept. */
const kept = 16 * 1024;

/**
 * Lets kubectl forward a free local port to a Service's port; the reason where that doesn't work now, for example
 * because none of its pods runs yet.
 *
 * @param limit milliseconds in which it must begin
 * @param stop ends the wait for its beginning
 * @throws ConfigError where the user may not do that
 */
export function portForward(
  kubectl: Kubectl,
  service: { readonly namespace: string; readonly name: string },
  port: number,
  limit = 15_000,
  stop?: AbortSignal,
): Promise<PortForward | NoAnswer> {
  const args = ['-n', service.namespace, 'port-forward', `service/${service.name}`, `:${port}`];
  return new Promise((resolve, reject) => {
    if (stop?.aborted) return reject(stop.reason);
    const child = kubectl.start(args);
    const close = () => endKubectl(child);
    let open = true;
    let out = '';
    let err = '';
    const settle = () => {
      clearTimeout(timer);
      stop?.removeEventListener('abort', stopped);
    };
    const stopped = () => {
      settle();
      close();
      reject(stop?.reason);
    };
    const timer = setTimeout(() => {
      settle();
      close();
      resolve({ reason: 'kubectl port-forward did not begin in time' });
    }, limit);
    stop?.addEventListener('abort', stopped);
    child.stdout?.on('data', (chunk: Buffer) => {
      out = (out + chunk.toString()).slice(-kept);
      // By the address alone: the words around it are in the user's language.
      const local = /(?:127\.0\.0\.1|\[::1\]):(\d{1,5})\D/.exec(out)?.[1];
      if (local === undefined) return;
      settle();
      resolve({ port: Number(local), open: () => open, close });
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      err = (err + chunk.toString()).slice(-kept);
    });
    child.on('error', (error) => {
      err += error.message;
    });
    child.on('close', (code) => {
      open = false;
      settle();
      if (/forbidden|unauthorized/i.test(err)) {
        reject(kubectlTrouble(kubectl.context, args, { code: code ?? -1, stdout: out, stderr: err }));
      } else {
        resolve({ reason: err === '' ? 'kubectl port-forward ended without a word' : lastLine(err) });
      }
    });
  });
}
