/** What piscina's threads run: a piece in, its digests out, moved rather than copied. */
import { move, Piscina } from 'piscina';
import { hashRecords, startKernel } from './kernel.ts';

startKernel();

export default function hashPiece(piece: Uint8Array): unknown {
  const answer = hashRecords(piece);
  return move({
    [Piscina.transferableSymbol]: [answer.digests.buffer],
    [Piscina.valueSymbol]: answer,
  } as never);
}
