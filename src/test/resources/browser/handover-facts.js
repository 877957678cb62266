import { fact, same } from './check.js';
import { linkUnderTest, opens, retryMillis, sends } from './link-facts.js';

const closes = (effects) => effects.filter(({ do: what }) => what === 'close').map(({ socket }) => socket);

function leavingServer() {
  const under = linkUnderTest();
  under.tell('watch', { stream: 'a' });
  under.old = under.live();
  under.tell('frame', { socket: under.old, frame: { type: 'joined', stream: 'a' } });
  under.planned = under.tell('frame', { socket: under.old, frame: { type: 'reconnect', retryAfterMillis: 1700 } });
  return under;
}

fact('a leaving server is left after the delay that it named, while the old socket lives on', () => {
  const under = leavingServer();
  same(retryMillis(under.planned), 1700);
  same([under.link.view.phase, under.link.view.moving], ['live', true]);
  const effects = under.tell('retryDue');
  same([opens(effects).length, closes(effects)], [1, []]);
  same(under.link.view.phase, 'live');
});

fact('the old socket is closed once the new one has joined everything', () => {
  const under = leavingServer();
  const [next] = opens(under.tell('retryDue'));
  same(sends(under.open(next.socket)), [{ type: 'connect', device: 'd' }], 'no resume, it would close the old one');
  const joining = under.connected(next.socket);
  same(sends(joining), [{ type: 'join', stream: 'a' }]);
  same(closes(joining), []);
  const joined = under.tell('frame', { socket: next.socket, frame: { type: 'joined', stream: 'a' } });
  same(closes(joined), [under.old]);
  same([under.link.view.phase, under.link.view.moving], ['live', false]);
});

fact('an old server that goes early costs no second wait', () => {
  const under = leavingServer();
  const effects = under.tell('closed', { socket: under.old, code: 1012 });
  same(retryMillis(effects), undefined);
  same(under.link.view.phase, 'waiting');
  same(opens(under.tell('retryDue')).length, 1);
});

fact('the old socket going while the new one connects leaves the new one in its place', () => {
  const under = leavingServer();
  const [next] = opens(under.tell('retryDue'));
  under.tell('closed', { socket: under.old, code: 1012 });
  same(under.link.view.phase, 'connecting');
  under.open(next.socket);
  under.connected(next.socket);
  same(under.link.view.phase, 'live');
});

fact('a successor that fails is tried again with jitter while the old socket lives on', () => {
  const under = leavingServer();
  const waits = [];
  for (let n = 0; n < 3; n += 1) {
    const [next] = opens(under.tell('retryDue'));
    waits.push(retryMillis(under.tell('closed', { socket: next.socket, code: 1006 })));
    same(under.link.view.phase, 'live');
  }
  same(waits, [250, 500, 1000]);
});

fact('a successor that is turned away leaves the old socket, whose end is then waited out', () => {
  const under = leavingServer();
  const [next] = opens(under.tell('retryDue'));
  same(retryMillis(under.tell('closed', { socket: next.socket, code: 4403 })), undefined);
  same(under.link.view.phase, 'live');
  same(retryMillis(under.tell('closed', { socket: under.old, code: 1012 })), 250);
});

fact('a stream that never answers does not keep the old socket for ever', () => {
  const under = leavingServer();
  const [next] = opens(under.tell('retryDue'));
  under.open(next.socket);
  under.connected(next.socket);
  same(closes(under.tell('handoverDue')), [under.old]);
});
