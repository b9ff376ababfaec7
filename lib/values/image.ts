import { text } from './check';

/** The reference of a container image, as the kubelet is given it. */
export const imageReference = text({
  holds: (reference) => /^\S+$/.test(reference),
  problem: 'an image is named by its reference, without spaces',
  instead: "write for example 'docker.io/example/reviews:1'",
});
