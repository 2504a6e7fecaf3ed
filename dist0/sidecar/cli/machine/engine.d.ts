import { type Finding } from './finding.ts';
export declare function lookAtEngine(): Finding[];
