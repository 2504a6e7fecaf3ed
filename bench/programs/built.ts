/** The built package, which is what users run and what is measured: dist/, typed by the sources that it is built from. */

/** `outrigger`. */
export function builtClient(): Promise<typeof import('../../client/index.ts')> {
  return load('client/index.js');
}

/** `outrigger/local`. */
export function builtLocal(): Promise<typeof import('../../client/local.ts')> {
  return load('client/local.js');
}

/** The sidecar without its server, for contestants that leave the transport out. */
export function builtSidecar(): Promise<typeof import('../../sidecar/sidecar.ts')> {
  return load('sidecar/sidecar.js');
}

async function load<T>(path: string): Promise<T> {
  return (await import(new URL(`../../dist/${path}`, import.meta.url).href)) as T;
}
