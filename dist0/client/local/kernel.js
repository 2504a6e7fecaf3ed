export const loadKernel = once(async () => {
    const built = await import('./pkg/outrigger_local.js');
    await setUp(built, new URL('./pkg/outrigger_local_bg.wasm', import.meta.url));
    return built;
});
export const loadTextKernel = once(async () => {
    const built = await import('./pkg/outrigger_local_text.js');
    await setUp(built, new URL('./pkg/outrigger_local_text_bg.wasm', import.meta.url));
    return built;
});
function once(load) {
    let loading;
    return () => {
        loading ??= load().catch((error) => {
            loading = undefined;
            throw error;
        });
        return loading;
    };
}
async function setUp(built, file) {
    // `fetch` of Node reads no files; `import` of node:fs would stop a bundler that builds for browsers
    if (file.protocol === 'file:')
        built.initSync({ module: fileSystem().readFileSync(file) });
    else
        await built.default();
}
function fileSystem() {
    return process.getBuiltinModule('node:fs');
}
