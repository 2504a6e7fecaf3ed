/**
 * `outrigger doctor`: what this machine can do for outrigger, and for each no, why not. The last look is a real one: a
 * sidecar is started and asked for a digest that is known.
 */
import { type Command } from '../command.ts';
export declare const doctorCommand: Command;
