/**
 * Where the window's pages come from while developing (electron-vite sets ELECTRON_RENDERER_URL), undefined for the
 * built ones. A packaged program never listens to it, and nobody's pages but this machine's are taken: they get the
 * bridge.
 */
export const developmentUrl = (packaged: boolean, env: NodeJS.ProcessEnv): string | undefined => {
  const given = env.ELECTRON_RENDERER_URL;
  if (packaged || given === undefined || !URL.canParse(given)) return undefined;
  const { protocol, hostname } = new URL(given);
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname) ? given : undefined;
};
