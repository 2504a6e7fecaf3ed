/** A finding from a probe: `look` returns what was found, and throws why nothing was. */
export function finding(id, title, required, look, consequence) {
    try {
        return { id, title, ok: true, required, detail: look() };
    }
    catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        return { id, title, ok: false, required, detail: consequence === undefined ? why : `${why}; ${consequence}` };
    }
}
