/** The gRPC service of the suites, as bytes in and bytes out: what protobuf would add to a lone bytes field is a few bytes. */
import type { ServiceDefinition } from '@grpc/grpc-js';

const asIs = (bytes: Buffer) => bytes;

function unary(path: string) {
  return {
    path,
    requestStream: false,
    responseStream: false,
    requestSerialize: asIs,
    requestDeserialize: asIs,
    responseSerialize: asIs,
    responseDeserialize: asIs,
  };
}

export const BENCH_SERVICE = {
  echo: unary('/outrigger.Bench/Echo'),
  hash: unary('/outrigger.Bench/Hash'),
} satisfies ServiceDefinition;

/** No limit of its own on messages: inputs of 100 MB are part of the comparison. */
export const UNBOUNDED = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 };
