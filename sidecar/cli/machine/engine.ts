/** What this Node can do: its version, WebAssembly's SIMD and shared memory, the kernel, and the C library by node:ffi. */
import { closeSync } from 'node:fs';
import { LIMITS } from '../../../protocol/limits.ts';
import { nativeMemory, nativeObstacle } from '../../arena/native.ts';
import { compileKernel } from '../../kernel/module.ts';
import { bytesInWords } from '../quantities.ts';
import { type Finding, finding } from './finding.ts';

const NODE_MIN = [20, 19] as const;
const PAGE = 4096;
const WASM_PAGE = 65_536;

/** `(module (func (result v128) (v128.const i64x2 0 0)))`: valid only where simd128 is. */
const SIMD_MODULE = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0], // magic, version
  ...[1, 5, 1, 0x60, 0, 1, 0x7b], // type: () → v128
  ...[3, 2, 1, 0], // one function of that type
  ...[10, 22, 1, 20, 0, 0xfd, 12, ...new Uint8Array(16), 0x0b], // its body: v128.const 0
);

function nodeVersion(): string {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [needMajor, needMinor] = NODE_MIN;
  if (major < needMajor || (major === needMajor && minor < needMinor)) {
    throw new Error(`${process.version} is older than v${NODE_MIN.join('.')}`);
  }
  return `${process.version} on ${process.platform} ${process.arch}`;
}

function simd(): string {
  try {
    new WebAssembly.Module(SIMD_MODULE);
  } catch {
    throw new Error('this processor or this Node has no WebAssembly SIMD');
  }
  return 'simd128';
}

function sharedMemory(): string {
  const bytes = LIMITS.arenaBytes.default;
  const pages = bytes / WASM_PAGE;
  new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  return `${bytesInWords(bytes)} of address space can be reserved for the arena`;
}

function kernel(): string {
  const exports = WebAssembly.Module.exports(compileKernel()).length;
  return `kernel.wasm compiles, with ${exports} exports`;
}

function obstacle(): void {
  const why = nativeObstacle();
  if (why !== undefined) throw new Error(why);
}

/** A little memory of its own for the probes; it is never indexed after one of them made it inaccessible. */
function scratch() {
  obstacle();
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  const native = nativeMemory(memory.buffer as unknown as SharedArrayBuffer);
  if (native === undefined) throw new Error('node:ffi is not usable');
  return native;
}

function sealedMemory(): string {
  closeSync(scratch().createSealedMemory(PAGE, 'doctor'));
  return 'memfd_create and seals work';
}

function mappedSegments(): string {
  const native = scratch();
  const fd = native.createSealedMemory(WASM_PAGE, 'doctor');
  try {
    native.mapShared(0, WASM_PAGE, fd);
    native.mapAnonymous(0, WASM_PAGE);
  } finally {
    closeSync(fd);
  }
  return 'a client can map the memory that the kernel works on';
}

function guardPages(): string {
  if (!scratch().forbid(0, PAGE)) throw new Error('mprotect refuses');
  return 'a stack overflow of the kernel is a clean trap';
}

export function lookAtEngine(): Finding[] {
  const inline = 'bytes travel through the socket instead';
  return [
    finding('node', 'Node', true, nodeVersion),
    finding('simd', 'WebAssembly SIMD', true, simd),
    finding('shared-memory', 'shared memory', true, sharedMemory),
    finding('kernel', 'the kernel', true, kernel),
    finding(
      'ffi',
      'node:ffi',
      false,
      () => {
        obstacle();
        return 'the C library can be called';
      },
      'no mapped segments, guard pages or pinning',
    ),
    finding('memfd', 'sealed memory', false, sealedMemory, inline),
    finding('mapped-segments', 'mapped segments', false, mappedSegments, inline),
    finding('guard-pages', 'guard pages', false, guardPages, 'a canary is checked after each job instead'),
  ];
}
