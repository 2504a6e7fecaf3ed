/** What the figures were measured on: told with every result, since they mean nothing without it. */
import { cpus, release, totalmem } from 'node:os';

export interface MachineDescription {
  readonly cpu: string;
  readonly logical: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
}

export function describeMachine(): MachineDescription {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    logical: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release().split('-')[0]} ${process.arch}`,
    node: process.version,
  };
}
