import { type Finding } from './finding.ts';
export declare function lookAtProcessors(): Finding[];
