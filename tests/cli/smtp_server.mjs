// SPDX-License-Identifier: Apache-2.0
// A mail server as one does not wish it: takes letters and fails in the way it is told.
//   node smtp_server.mjs PORT drop   hangs up in the middle of a letter
//                        busy   451 to every letter
//                        slow   waits half a second before each answer, and keeps nothing
//                        mute   takes one letter on each connection and hangs up when it is to take another
//                        full   says 452 then
// Says "ready" when it listens, "connection" when there is one, and "letter" when it has taken one.
import { createServer } from 'node:net';

const [port, mode] = process.argv.slice(2);
createServer((socket) => {
  let data = false, rest = '', letters = 0;
  console.log('connection');
  const say = (line) => setTimeout(() => socket.writable && socket.write(line + '\r\n'), mode === 'slow' ? 500 : 0);
  socket.on('error', () => {});
  say('220 here');
  socket.on('data', (bytes) => {
    rest += bytes;
    if (data && mode === 'drop') return socket.destroy();
    for (let at; (at = rest.indexOf('\r\n')) >= 0;) {
      const line = rest.slice(0, at);
      rest = rest.slice(at + 2);
      if (data) {
        if (line !== '.') continue;
        data = false;
        letters++;
        console.log('letter');
        say('250 kept nothing');
      } else if (/^DATA/i.test(line)) {
        if (mode === 'busy') { say('451 later, please'); continue; }
        data = true;
        say('354 go on');
      } else if (letters && /^MAIL/i.test(line) && mode === 'mute') {
        return socket.destroy();
      } else if (letters && /^MAIL/i.test(line) && mode === 'full') {
        say('452 4.5.3 enough for one connection');
      } else if (/^QUIT/i.test(line)) {
        say('221 bye');
      } else {
        say('250 ok');
      }
    }
  });
}).listen(Number(port), '127.0.0.1', () => console.log('ready'));
