/** How a comment is written in the languages that editors name. Pure data; a language without comments has no entry. */
const HASH = { open: '# ', close: '' };
const SLASHES = { open: '// ', close: '' };
const DASHES = { open: '-- ', close: '' };
const MARKUP = { open: '<!-- ', close: ' -->' };
const BLOCK = { open: '/* ', close: ' */' };
const SEMICOLON = { open: '; ', close: '' };
const PERCENT = { open: '% ', close: '' };
const QUOTE = { open: '" ', close: '' };
const LANGUAGES = [
    [
        HASH,
        'python ruby perl r shellscript sh bash zsh fish yaml toml dockerfile makefile cmake elixir julia nim powershell',
    ],
    [
        HASH,
        'properties dotenv env conf gitconfig ignore graphql tcl awk nix hcl terraform coffeescript gdscript plaintext text',
    ],
    [
        SLASHES,
        'javascript javascriptreact typescript typescriptreact java c cpp csharp go rust swift kotlin scala dart php',
    ],
    [
        SLASHES,
        'objective-c objective-cpp groovy fsharp jsonc json5 zig solidity proto proto3 scss less v odin js ts jsx tsx',
    ],
    [DASHES, 'sql lua haskell elm ada vhdl applescript purescript'],
    [MARKUP, 'html xml markdown vue svelte astro svg xhtml'],
    [BLOCK, 'css'],
    [SEMICOLON, 'ini clojure lisp scheme emacs-lisp elisp racket asm'],
    [PERCENT, 'tex latex bibtex erlang prolog matlab'],
    [QUOTE, 'vim vimscript viml'],
];
const BY_LANGUAGE = new Map(LANGUAGES.flatMap(([style, names]) => names.split(' ').map((name) => [name, style])));
/** Names of files and endings that say more than an editor that calls everything plaintext. */
const ENDINGS = {
    py: 'python',
    rb: 'ruby',
    pl: 'perl',
    sh: 'sh',
    yml: 'yaml',
    yaml: 'yaml',
    toml: 'toml',
    js: 'js',
    mjs: 'js',
    cjs: 'js',
    ts: 'ts',
    mts: 'ts',
    jsx: 'jsx',
    tsx: 'tsx',
    java: 'java',
    c: 'c',
    h: 'c',
    cc: 'cpp',
    cpp: 'cpp',
    hpp: 'cpp',
    cs: 'csharp',
    go: 'go',
    rs: 'rust',
    swift: 'swift',
    kt: 'kotlin',
    php: 'php',
    sql: 'sql',
    lua: 'lua',
    hs: 'haskell',
    html: 'html',
    xml: 'xml',
    md: 'markdown',
    css: 'css',
    scss: 'scss',
    ini: 'ini',
    el: 'elisp',
    clj: 'clojure',
    tex: 'tex',
    vim: 'vim',
    tf: 'terraform',
    env: 'env',
    conf: 'conf',
    properties: 'properties',
    json: 'json',
};
/** Comments of a file; undefined for JSON and other languages that have none. */
export function commentStyle(languageId, uri) {
    const ending = ENDINGS[/\.([A-Za-z0-9]+)$/.exec(uri)?.[1]?.toLowerCase() ?? ''];
    if (languageId === 'plaintext' || languageId === '')
        return BY_LANGUAGE.get(ending ?? 'plaintext');
    return BY_LANGUAGE.get(languageId) ?? (ending === undefined ? undefined : BY_LANGUAGE.get(ending));
}
