// SPDX-License-Identifier: Apache-2.0
// Two figures of a list from its mbox alone, without any of our code: in how many of the twelve
// whole months before a day there was a discussion, and how many addresses posted in the twelve
// months before it. "null" where the archive has no time in the window.
//   node criteria_expected.mjs LIST.mbox 2024-05-01
import { readFileSync } from 'node:fs';

const [file, day] = process.argv.slice(2);
const up = new Map(), messages = [];
const find = (x) => { while (up.get(x) !== x) x = up.get(x); return x; };
const join = (x, y) => { for (const k of [x, y]) if (!up.has(k)) up.set(k, k); up.set(find(x), find(y)); };
for (const [n, raw] of readFileSync(file, 'latin1').split(/^From \S.*\d\d:\d\d:\d\d.*\n(?=[A-Za-z-]+:)/m).slice(1).entries()) {
  const head = raw.slice(0, raw.indexOf('\n\n')).replace(/\n[ \t]+/g, ' ');
  const field = (name) => new RegExp(`^${name}: *(.*)$`, 'im').exec(head)?.[1] ?? '';
  const ids = (s) => [...s.matchAll(/<([^<>\s]+)>/g)].map((m) => m[1]);
  const id = ids(field('message-id'))[0] ?? `none ${n}`, from = field('from').toLowerCase().replace(' at ', '@');
  join(id, id);
  for (const r of [...ids(field('references')), ...ids(field('in-reply-to'))]) join(id, r);
  messages.push({ id, at: new Date(field('date')), who: /[^ <]+@[^ >]+/.exec(from)?.[0] ?? from, robot: /^auto-submitted: *auto/im.test(head) });
}
const to = new Date(`${day}T00:00:00Z`), from = new Date(to), last = Math.max(...messages.map((m) => m.at));
from.setUTCFullYear(from.getUTCFullYear() - 1);
const month = (t) => t.getUTCFullYear() * 12 + t.getUTCMonth();
const people = messages.filter((m) => !m.robot);
let spoken = 0;
for (let k = month(to) - 12; k < month(to); k++) {
  const voices = new Map();
  for (const m of people.filter((m) => month(m.at) <= k))
    voices.set(find(m.id), (voices.get(find(m.id)) ?? new Set()).add(m.who));
  spoken += people.some((m) => month(m.at) === k && voices.get(find(m.id)).size > 1);
}
const posters = new Set(people.filter((m) => m.at >= from && m.at < to).map((m) => m.who)).size;
const first = Math.min(...messages.map((m) => m.at));
console.log(last < from || first >= to ? 'null null' : `${spoken} ${posters}`);
