// SPDX-License-Identifier: Apache-2.0
// Every page of the site in Debian's Chromium. TAP on standard output.
import { chromium } from 'playwright-core';
import { readFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { request } from 'node:http';
import { execSync } from 'node:child_process';

const address = process.env.ADDRESS;
const shots = process.env.SHOTS;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pages = [
  '/', '/coalitions', '/coalitions/flood-warnings', '/coalitions/citizen-sampling', '/groups', '/meetings', '/meetings/dccg',
  '/meetings/dccg/31', '/meetings/dccg/32', '/meetings/dccg/29', '/meetings/dccg/31/revisions',
  '/people', '/actions', '/actions/dccg/31/1', '/attendance', '/topics', '/abbreviations',
  '/lists', '/lists/dccg', '/lists/dccg/figures', '/lists/dccg/figures/newcomers?from=2024-01-01', '/lists/wg-outlook', '/lists/citizen-sampling/2024-04',
  '/lists/dccg/threads/1qaxtjp7fng4x', '/lists/dccg/messages/6zsa7qz5hd0qn', '/lists/dccg/messages/6zsa7qz5hd0qn/writer',
  '/documents', '/search', '/search?q=fish', '/search?q=zebrafishes', '/search?q=water&in=mail', '/search?q=from:signe+list:nowhere+after:x&in=mail&order=best', '/check', '/api',
  '/assessment', '/assessment/slot/2?on=2024-06-15', '/groups/flood-warnings/evidence', '/groups/deltas-estuaries/evidence',
  '/sign-in', '/sign-in/code', '/sign-in/link/none', '/about', '/imprint', '/privacy', '/accessibility', '/no-such-page',
];
const HTML_AND_CSS = 40000, COMPRESSED = 12000;
// A matrix in which each figure opens its evidence has long addresses; over the wire it is as small.
const MATRIX = { '/assessment/slot/2?on=2024-06-15': 60000 };
let n = 0;

function report(ok, name, why) {
  n++;
  console.log(`${ok ? 'ok' : 'not ok'} ${n} - ${name}`);
  if (!ok && why) console.log(String(why).split('\n').map(l => `  # ${l}`).join('\n'));
}

async function test(name, body) {
  try {
    const why = await body();
    report(!why, name, why);
  } catch (e) {
    report(false, name, e.stack);
  }
}

// The bytes as they cross the wire, which fetch() does not show.
function raw(path, headers = {}, body) {
  return new Promise((resolve, reject) => {
    const req = request(address + path, { headers, method: body === undefined ? 'GET' : 'POST' }, res => {
      const parts = [];
      res.on('data', d => parts.push(d));
      res.on('end', () => resolve({ status: res.statusCode, headers: res.headers, body: Buffer.concat(parts) }));
    });
    req.on('error', reject);
    req.end(body);
  });
}

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync',
    '--disable-background-networking', '--disable-component-update'],
});

async function open(options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const elsewhere = [];
  page.on('request', r => { if (!r.url().startsWith(address)) elsewhere.push(r.url()); });
  return { context, page, elsewhere };
}

for (const scheme of ['light', 'dark']) {
  for (const width of [1280, 390, 320]) {
    // axe runs in the page, so the context lets it past the policy; that the
    // policy holds is a test of its own below.
    const { context, page, elsewhere } = await open({
      viewport: { width, height: 900 }, colorScheme: scheme, bypassCSP: true,
    });
    for (const path of pages) {
      await test(`${path} is accessible, ${scheme}, ${width} px`, async () => {
        await page.goto(address + path);
        const overflow = await page.evaluate(() =>
          document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (shots) {
          mkdirSync(shots, { recursive: true });
          const name = path.replaceAll(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'home';
          await page.screenshot({ path: `${shots}/${name}-${scheme}-${width}.png`, fullPage: true });
        }
        if (overflow > 0) return `scrolls sideways by ${overflow} px`;
        if (elsewhere.length) return `asks ${elsewhere[0]}`;
        await page.evaluate(axe);
        const found = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
        return found.violations.map(v =>
          `${v.id}: ${v.help}\n${v.nodes.slice(0, 3).map(x => x.html).join('\n')}`).join('\n');
      });
    }
    await context.close();
  }
}

// What only somebody who is signed in sees; as a coordinator, with the keyboard alone.
for (const [scheme, width] of [['light', 1280], ['dark', 390], ['light', 320]]) {
  const { context, page } = await open({ viewport: { width, height: 900 }, colorScheme: scheme, bypassCSP: true,
    javaScriptEnabled: true });
  await test(`one signs in with the keyboard, ${scheme}, ${width} px`, async () => {
    const link = execSync(`${process.env.CONVENE} admin link jose@example.org`, { encoding: 'utf8' }).trim();
    await page.goto(address + new URL(link).pathname);
    await page.locator('main button').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(address + '/');
    const name = page.getByRole('link', { name: 'José Antonio Maldonado', exact: true });
    await name.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(address + '/account');
    if (shots) await page.screenshot({ path: `${shots}/account-${scheme}-${width}.png`, fullPage: true });
    const overflow = await page.evaluate(() =>
      document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (overflow > 0) return `scrolls sideways by ${overflow} px`;
    await page.evaluate(axe);
    const found = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
    return found.violations.map(v => `${v.id}: ${v.help}`).join('\n');
  });
  await test(`the pages of a role are accessible, ${scheme}, ${width} px`, async () => {
    const link = execSync(`${process.env.CONVENE} admin link pilar@example.org`, { encoding: 'utf8' }).trim();
    const other = await open({ viewport: { width, height: 900 }, colorScheme: scheme, bypassCSP: true });
    await other.page.goto(address + new URL(link).pathname);
    await other.page.locator('main button').click();
    await other.page.waitForURL(address + '/');
    await other.page.goto(address + '/applications');
    await other.page.fill('main #name', `Coalition on Tides ${scheme} ${width}`);
    await other.page.locator('main form button').click();
    const application = new URL(other.page.url()).pathname;
    for (const path of ['/admin', '/admin/jobs', '/admin/letters', '/admin/roles', '/admin/audit', '/admin/directory', '/admin/writers',
      '/groups/citizen-sampling/edit', '/groups/citizen-sampling/standing', '/account/profile', '/applications', application]) {
      await other.page.goto(address + path);
      if (shots) await other.page.screenshot({ path: `${shots}${path.replaceAll('/', '-')}-${scheme}-${width}.png`, fullPage: true });
      const wide = await other.page.evaluate(() =>
        document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) return `${path} scrolls sideways by ${wide} px`;
      await other.page.evaluate(axe);
      const found = await other.page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
      if (found.violations.length) return `${path}: ${found.violations.map(v => `${v.id}: ${v.nodes[0].html}`)}`;
    }
    await other.context.close();
  });
  await test(`... and out, ${scheme}, ${width} px`, async () => {
    await page.getByRole('button', { name: 'Sign out', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(address + '/');
    if (await page.getByRole('link', { name: 'Sign in' }).count() !== 1) return 'nobody is asked to sign in';
    const r = await page.goto(address + '/account');
    if (r.status() !== 403) return `/account: ${r.status()}`;
  });
  await context.close();
}

for (const path of pages) {
  await test(`${path} is small`, async () => {
    const html = await raw(path);
    const sheets = [...String(html.body).matchAll(/<link[^>]* rel="?stylesheet"?[^>]* href="([^"]+)"/g)].map(m => m[1]);
    if (!sheets.length) return 'no style sheet';
    const gz = { 'Accept-Encoding': 'gzip' };
    const packedHtml = await raw(path, gz);
    let size = html.body.length, packed = packedHtml.body.length;
    for (const sheet of sheets) {
      size += (await raw(sheet)).body.length;
      packed += (await raw(sheet, gz)).body.length;
    }
    if (packedHtml.headers['content-encoding'] === 'gzip' &&
        !gunzipSync(packedHtml.body).equals(html.body)) return 'unpacks to other bytes';
    if (size > (MATRIX[path] ?? HTML_AND_CSS)) return `${size} bytes`;
    if (packed > COMPRESSED) return `${packed} bytes compressed`;
    console.log(`  # ${size} bytes, ${packed} compressed`);
  });
}

await test('every link of every page leads somewhere', async () => {
  const seen = new Set(pages), queue = [...pages], broken = [];
  while (queue.length && seen.size < 2000) {
    const path = queue.shift();
    const res = await raw(path);
    if (res.status !== (path === '/no-such-page' ? 404 : 200)) { broken.push(`${res.status} ${path}`); continue; }
    if (!String(res.headers['content-type']).startsWith('text/html')) continue;
    for (const m of String(res.body).matchAll(/ href="([^"#]*)(?:#[^"]*)?"/g)) {
      const to = m[1].replaceAll('&amp;', '&').replaceAll('&#38;', '&');
      if (to.startsWith('/') && !to.startsWith('//') && !seen.has(to)) { seen.add(to); queue.push(to); }
    }
  }
  console.log(`  # ${seen.size} addresses`);
  return broken.slice(0, 10).join('\n');
});

await test('every fragment that a page links to is there', async () => {
  const missing = [];
  for (const path of pages) {
    const html = String((await raw(path)).body);
    for (const m of html.matchAll(/ href="#([^"]+)"/g))
      if (!new RegExp(` id="?${m[1].replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}["\\s>]`).test(html))
        missing.push(`${path}#${m[1]}`);
  }
  return missing.slice(0, 10).join('\n');
});

{
  const { context, page } = await open({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false });
  await test('without scripts a report is found, opened and read', async () => {
    await page.goto(address + '/search');
    await page.getByRole('main').getByRole('searchbox').fill('fish');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=fish/);
    const first = page.getByRole('main').locator('a[href^="/meetings/"]').first();
    const to = await first.getAttribute('href');
    await first.click();
    if (new URL(page.url()).pathname !== to.split('#')[0]) return `${page.url()} is not ${to}`;
  });
  await test('the check page finds the flaws of a pasted report and keeps the text', async () => {
    const text = readFileSync('demo/reports/dccg-32.txt', 'utf8');
    await page.goto(address + '/check');
    await page.locator('textarea').fill(text);
    await page.getByRole('main').locator('button, input[type=submit]').first().click();
    const shown = await page.getByRole('main').innerText();
    if (!/32/.test(shown)) return 'does not name the meeting';
    const kept = await page.locator('textarea').inputValue();
    if (kept.trim().slice(0, 60) !== text.trim().slice(0, 60)) return 'the pasted text is gone';
  });
  await test('the keyboard reaches the main content at once', async () => {
    await page.goto(address + '/meetings/dccg/31');
    await page.keyboard.press('Tab');
    const skip = await page.evaluate(() => document.activeElement.getAttribute('href'));
    return skip === '#main' ? '' : `first stop is ${skip}`;
  });
  await context.close();
}

await test('a page without a style sheet of ours could not run anything', async () => {
  const csp = (await raw('/')).headers['content-security-policy'];
  if (!/default-src 'none'/.test(csp)) return csp;
  if (/unsafe/.test(csp)) return csp;
});

await test('a page is not sent again while nothing has changed', async () => {
  const first = await raw('/meetings');
  const again = await raw('/meetings', { 'If-None-Match': first.headers.etag });
  return again.status === 304 ? '' : `status ${again.status}`;
});

await browser.close();
console.log(`1..${n}`);
