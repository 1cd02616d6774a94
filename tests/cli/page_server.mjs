// SPDX-License-Identifier: Apache-2.0
// Pages of a mailing list elsewhere: /join is there, /closed is not for everybody, /round never
// ends, /away leads to the address it is given, /long goes on and on. Prints its port.
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://here');
  const go = (to) => response.writeHead(302, { location: to }).end();
  if (pathname === '/join') return response.end('Join us.');
  if (pathname === '/closed') return response.writeHead(403).end();
  if (pathname === '/round') return go('/round');
  if (pathname === '/away') return go(searchParams.get('to'));
  if (pathname === '/long') {
    const more = () => response.destroyed || response.write('x'.repeat(65536), more);
    return more();
  }
  response.writeHead(404).end();
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
