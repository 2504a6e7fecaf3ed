/**
 * @throws OutriggerError ConnectFailed: the directory is another user's, or others may write to it. One that isn't there
 * is fine: connecting will tell.
 */
export declare function defaultEndpoint(): string;
