// SPDX-License-Identifier: Apache-2.0
// People who sign in at once, each from a loopback address of their own: the form, the letter
// (out of the Maildir that the server writes), the code, the page of their account. Prints how
// many were let in, and the milliseconds of each request, the slowest last.
//   node sign_in.mjs HOST:PORT MAILDIR PEOPLE
import { request } from 'node:http';
import { readdirSync, readFileSync } from 'node:fs';

const [where, maildir, people] = process.argv.slice(2);
const [host, port] = where.split(':');
const times = [];

function ask(person, method, path, form, cookie) {
  const body = new URLSearchParams(form).toString();
  const headers = { connection: 'close' };
  if (form) Object.assign(headers, { 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length });
  if (cookie) headers.cookie = cookie;
  const began = performance.now();
  return new Promise((done, failed) => {
    const r = request({ host, port, method, path, headers, agent: false,
      localAddress: `127.1.${Math.floor(person / 200)}.${1 + person % 200}` }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (s) => { text += s; }).on('end', () => {
        times.push(performance.now() - began);
        done({ status: response.statusCode, text, cookie: (response.headers['set-cookie'] ?? [''])[0].split(';')[0] });
      });
    });
    r.on('error', failed);
    r.end(form ? body : undefined);
  });
}

const everybody = (step) => Promise.all(Array.from({ length: Number(people) }, (_, i) => step(i)));
const address = (i) => `somebody-${i}@river.example`;

await everybody((i) => ask(i, 'GET', '/sign-in'));
const asked = await everybody((i) => ask(i, 'POST', '/sign-in', { address: address(i) }));
const codes = new Map();
for (let tries = 0; codes.size < people && tries < 600; tries++) {
  await new Promise((go) => setTimeout(go, 100));
  const files = readdirSync(`${maildir}/new`);
  if (files.length < people) continue;
  for (const name of files) {
    const letter = readFileSync(`${maildir}/new/${name}`, 'latin1');
    codes.set(/^To: (?:.*<)?([^>\r\n]*)/m.exec(letter)[1], /^(\d{4} \d{4})\r?$/m.exec(letter)[1]);
  }
}
const sessions = await everybody((i) => ask(i, 'POST', '/sign-in/code', { address: address(i), code: codes.get(address(i)) ?? '' }));
const seen = await everybody((i) => ask(i, 'GET', '/account', null, sessions[i].cookie));
for (const [name, replies] of Object.entries({ asked, sessions, seen })) {
  const statuses = new Set(replies.map((r) => r.status));
  if (statuses.size > 1) console.error(`${name}: answered with ${[...statuses].join(', ')}`);
}
let inside = 0;
for (let i = 0; i < people; i++)
  if (asked[i].status === 303 && sessions[i].status === 303 && seen[i].status === 200 && seen[i].text.includes(address(i)))
    inside++;
console.log(inside);
console.log(times.sort((a, b) => a - b).map((t) => t.toFixed(1)).join(' '));
