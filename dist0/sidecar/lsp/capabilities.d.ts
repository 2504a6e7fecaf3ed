/** What the language server tells an editor that it can do. Pure; what is registered later is in settings.ts. */
import { type ServerCapabilities } from 'vscode-languageserver-protocol';
import type { ClientFeatures } from './client-features.ts';
export declare function capabilitiesOf(features: ClientFeatures): ServerCapabilities;
