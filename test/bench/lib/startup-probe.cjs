// Loaded into an Electron program with `-r`, before the program itself: prints one line once the window's page
// has a button named Start and has drawn it (two animation frames later). The same for Porthole and for the bare
// window, and without a debugger attached, which would slow the start down.
const { app } = require('electron');

const untilDrawn = `new Promise((resolve) => {
  const isThere = () => [...document.querySelectorAll('button')].some(
    (button) => button.textContent.trim() === 'Start' && button.getClientRects().length > 0);
  const drawn = () => requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  if (isThere()) return drawn();
  new MutationObserver((_changes, observer) => {
    if (!isThere()) return;
    observer.disconnect();
    drawn();
  }).observe(document, { childList: true, subtree: true, characterData: true });
})`;

app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', async () => {
    await contents.executeJavaScript(untilDrawn);
    process.stdout.write('drawn\n');
  });
});
