/** Why the sidecar doesn't listen where it was told to: a reason for people, in one sentence, and no stack. */
/** `serve` ends with exit code 1 and this message. */
export class EndpointRefused extends Error {
    name = 'EndpointRefused';
}
