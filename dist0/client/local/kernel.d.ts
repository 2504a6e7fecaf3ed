import type * as kernel from './pkg/outrigger_local.js';
import type * as textKernel from './pkg/outrigger_local_text.js';
export type Kernel = Pick<typeof kernel, 'hash_records' | 'hash_messages' | 'Digester'>;
export type TextKernel = Pick<typeof textKernel, 'normalize' | 'Rules' | 'ExactTexts' | 'AlikeTexts'>;
export declare const loadKernel: () => Promise<Kernel>;
export declare const loadTextKernel: () => Promise<TextKernel>;
