// The headless Chromium that tests drive: the machine's own, or the one that npm brings on Linux.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const host = path.join(path.dirname(fileURLToPath(import.meta.url)), 'host/node_modules');

// CHROMIUM, else Debian's, else the one that npm brought (@sparticuz/chromium: unpacked once, ~210 MB).
export async function chromiumPath() {
  const asked = process.env.CHROMIUM; // a path, or 'npm'
  if (asked && asked !== 'npm') return asked;
  if (asked !== 'npm' && fs.existsSync('/usr/bin/chromium')) return '/usr/bin/chromium';
  const dir = path.join(host, '.chromium');
  fs.mkdirSync(dir, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = dir; // it unpacks into os.tmpdir()
  try {
    const { default: sparticuz, inflate } = await import(pathToFileURL(path.join(host, '@sparticuz/chromium/build/index.js')).href);
    const exe = await sparticuz.executablePath();
    const lib = path.join(dir, 'al2023/lib'); // its own NSS, for machines without libnss3
    if (!fs.existsSync(lib)) await inflate(path.join(host, '@sparticuz/chromium/bin/al2023.tar.br'));
    process.env.LD_LIBRARY_PATH = [process.env.LD_LIBRARY_PATH, lib].filter(Boolean).join(':');
    return exe;
  } finally { if (before === undefined) delete process.env.TMPDIR; else process.env.TMPDIR = before; }
}

// Sees loopback and nothing else.
export async function launchChromium() {
  return chromium.launch({
    executablePath: await chromiumPath(), headless: true, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1'], // no look-ups of Google's hosts either
  });
}
