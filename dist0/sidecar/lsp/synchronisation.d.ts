import type { Session } from './session.ts';
export interface Followers {
    opened(uri: string): void;
    closed(uri: string): void;
}
export declare function synchronise(session: Session, { opened, closed }: Followers): void;
