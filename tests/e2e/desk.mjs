// SPDX-License-Identifier: Apache-2.0
// A desk for one test: the real program on a fresh vault in a temporary folder, and a browser that
// notices every request that leaves the desk, every breach of its policy and every fault in its log.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '../../web/node_modules/playwright-core/index.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const passphrase = 'seven lamps under a quiet river';
const kNoPapers = 'If I forget the passphrase, the cases are lost';
export const program =
  process.env.MANUMIT_BIN ?? process.env.MANUMIT ?? join(root, 'build/release/manumit');
const kOldestWaitMs = 60_000;

/** What keeps Chromium from talking to anybody and from asking anything at its first start. */
const kBrowserArgs = [
  '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-default-apps', '--no-default-browser-check',
];

export class Desk {
  faults = [];
  requests = [];

  /** With `cases` both worked examples are in the vault; with `vault` false there is none yet. */
  static async open({ cases = false, vault = true, args = [], page = {} } = {}) {
    const desk = new Desk();
    desk.folder = mkdtempSync(join(tmpdir(), 'manumit-e2e-'));
    desk.file = join(desk.folder, 'cases.mnv');
    writeFileSync(join(desk.folder, 'passphrase'), `${passphrase}\n`, { mode: 0o600 });
    if (vault) desk.run('vault', 'create', '--old-computer', '--member', 'A. Tester', '--device', 'test',
      '--without-papers', kNoPapers, desk.file);
    if (cases) for (const name of ['brick-factory', 'shop']) desk.takeIn(`examples/${name}/${name}.toml`);
    await desk.start(args);
    desk.browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: kBrowserArgs });
    await desk.newPage(page);
    return desk;
  }

  run(...args) {
    const command = args[1] === 'create' ? args : [...args, '--vault', this.file];
    return execFileSync(program, [...command, '--passphrase-file', join(this.folder, 'passphrase')], {
      cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
  takeIn(path) {
    return this.run('case', 'import', path);
  }

  async start(args = []) {
    this.process = spawn(program, ['desk', '--no-browser', ...args, this.file], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    this.address = await new Promise((found, failed) => {
      this.process.stderr.on('data', (bytes) => (said += bytes));
      this.process.stdout.on('data', (bytes) => {
        const address = /http:\/\/\S+/.exec(String(bytes));
        if (address) found(address[0]);
      });
      this.process.on('exit', () => failed(new Error(`the program ended: ${said}`)));
    });
    this.origin = new URL(this.address).origin;
  }

  async newPage(options = {}) {
    await this.context?.close();
    this.context = await this.browser.newContext({
      viewport: { width: 1280, height: 800 }, locale: 'en-GB', acceptDownloads: true, ...options,
    });
    this.context.setDefaultTimeout(kOldestWaitMs);
    this.page = await this.context.newPage();
    this.watch();
  }

  // Whatever is logged as an error fails the test that caused it; refusals of the API that a test
  // provokes on purpose are told apart by `expectRefusal`.
  watch() {
    this.page.on('pageerror', (error) => this.faults.push(`fault in the page: ${error.message}`));
    this.page.on('console', (message) => {
      if (!['error', 'warning'].includes(message.type())) return;
      if (this.expectsRefusal && /Failed to load resource/.test(message.text())) return;
      this.faults.push(`${message.type()}: ${message.text()}`);
    });
    this.page.on('request', (request) => {
      this.requests.push(request.url());
      const own = request.url().startsWith(this.origin) || request.url().startsWith('blob:');
      if (!own) this.faults.push(`a request left the desk: ${request.url()}`);
    });
  }
  expectRefusal() {
    this.expectsRefusal = true;
  }

  /** Lets the browser in and opens the vault. */
  async unlock(path = '/') {
    const address = new URL(this.address);
    await this.page.goto(`${this.origin}${path}${address.hash}`);
    await this.page.fill('input[type=password]', passphrase);
    await this.page.keyboard.press('Enter');
    await this.page.waitForSelector('#search');
    return this.page;
  }
  /** Goes to a page of the desk as a link would. */
  async go(path) {
    await this.page.evaluate((to) => {
      const link = document.createElement('a');
      link.href = to;
      document.body.append(link);
      link.click();
      link.remove();
    }, path);
    await this.settled();
  }
  async settled() {
    await this.page.waitForLoadState('networkidle');
    await this.page.waitForFunction(() => document.querySelector('main h1'));
  }
  api(path) {
    return this.page.evaluate(async (to) => (await fetch(`/api/v1${to}`)).json(), path);
  }
  async caseIds() {
    return (await this.api('/cases?sort=number&dir=asc')).rows.map((row) => row.id);
  }

  async shot(name) {
    const folder = process.env.MANUMIT_SHOTS;
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }

  /** Ends everything, and says what went wrong on the way. */
  async close() {
    await this.browser?.close();
    const ended = new Promise((done) => this.process.on('exit', done));
    if (this.process.exitCode === null && this.process.kill('SIGINT')) await ended;
    rmSync(this.folder, { recursive: true, force: true });
    assert.deepEqual(this.faults, []);
  }
}

/** Opens a desk for one test and closes it whatever happens. */
export async function withDesk(options, test) {
  const desk = await Desk.open(options);
  try {
    await test(desk, desk.page);
  } catch (error) {
    await desk.shot(`failed-${Date.now()}`).catch(() => undefined);
    await desk.close().catch((more) => (error.message += `\n${more.message}`));
    throw error;
  }
  await desk.close();
}

export const axeSource = readFileSync(join(root, 'web/node_modules/axe-core/axe.min.js'), 'utf8');

/** What every page must pass: axe, and 360 pixels; and how it looks there and on a wide screen. */
export async function passes(desk, group, name) {
  const page = desk.page;
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  const findings = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document);
    return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} ${n.failureSummary}`));
  });
  assert.deepEqual(findings, [], name);
  await desk.shot(`${group}-${name}`);
  const wide = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 800 });
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await desk.shot(`${group}-360-${name}`);
  await page.setViewportSize(wide);
  assert.ok(sideways <= 0, `${name} fits into 360 pixels`);
}
