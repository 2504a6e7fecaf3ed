/** How a comment is written in the languages that editors name. Pure data; a language without comments has no entry. */
export interface CommentStyle {
    open: string;
    close: string;
}
/** Comments of a file; undefined for JSON and other languages that have none. */
export declare function commentStyle(languageId: string, uri: string): CommentStyle | undefined;
