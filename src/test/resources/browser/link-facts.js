import { fact, same } from './check.js';
import { Link } from '../watch/link.js';

/** A link with its effects written down: chance is a fixed half, the clock stands where it is put. */
export function linkUnderTest() {
  const link = new Link({ random: () => 0.5 });
  const under = { link, now: 0 };
  under.tell = (is, event = {}) => link.handle({ is, ...event }, under.now);
  under.open = (socket) => {
    under.tell('dialing', { socket });
    return under.tell('opened', { socket, token: null, device: 'd' });
  };
  under.connected = (socket) => under.tell('frame', { socket, frame: CONNECTED });
  under.live = () => {
    const [opened] = under.tell('start').filter((effect) => effect.do === 'open');
    under.open(opened.socket);
    under.connected(opened.socket);
    return opened.socket;
  };
  return under;
}

export const CONNECTED = {
  type: 'connected', session: 's', viewer: '-1', anonymous: true, heartbeatMillis: 25000, resume: 'r1',
};
export const sends = (effects) => effects.filter(({ do: what }) => what === 'send').map(({ frame }) => frame);
export const retryMillis = (effects) => effects.find(({ name, do: what }) => what === 'timer' && name === 'retry')?.millis;
export const opens = (effects) => effects.filter(({ do: what }) => what === 'open');

fact('a lost connection comes back with full jitter, and connected sets n to 0', () => {
  const under = linkUnderTest();
  let socket = under.live();
  const waits = [];
  for (let n = 0; n < 7; n += 1) {
    waits.push(retryMillis(under.tell('closed', { socket, code: 1006 })));
    same(under.link.view.phase, 'waiting');
    socket = opens(under.tell('retryDue'))[0].socket;
  }
  same(waits, [250, 500, 1000, 2000, 4000, 8000, 10000]);
  under.open(socket);
  under.connected(socket);
  same(retryMillis(under.tell('closed', { socket, code: 1012 })), 250);
});

fact('every code that says so keeps the page away', () => {
  for (const [code, phase] of [[1000, 'closed'], [1002, 'refused'], [1007, 'refused'], [1008, 'refused'], [1009, 'refused'],
    [4400, 'refused'], [4401, 'refused'], [4403, 'refused'], [4409, 'refused']]) {
    const under = linkUnderTest();
    const effects = under.tell('closed', { socket: under.live(), code });
    same([under.link.view.phase, under.link.view.code], [phase, code]);
    same([retryMillis(effects), opens(effects)], [undefined, []], code);
    same(under.tell('online'), []);
  }
});

fact('after 4401 a new token connects again, as a session of its own', () => {
  const under = linkUnderTest();
  under.tell('closed', { socket: under.live(), code: 4401 });
  const [opened] = opens(under.tell('restart'));
  const [frame] = sends(under.tell('opened', { socket: opened.socket, token: 'new', device: null }));
  same(frame, { type: 'connect', token: 'new' });
});

fact('a lost session is taken up again, and its streams are joined again', () => {
  const under = linkUnderTest();
  under.tell('watch', { stream: 'a' });
  under.tell('watch', { stream: 'b' });
  const socket = under.live();
  under.tell('closed', { socket, code: 1006 });
  const [next] = opens(under.tell('retryDue'));
  same(sends(under.open(next.socket)), [{ type: 'connect', device: 'd', resume: 'r1' }]);
  same(sends(under.connected(next.socket)).map(({ type, stream }) => `${type} ${stream}`), ['join a', 'join b']);
});

fact('a page that is left closes with 1000 and forgets its session; coming back begins a new one', () => {
  const under = linkUnderTest();
  const socket = under.live();
  const closes = under.tell('leavePage').filter(({ do: what }) => what === 'close');
  same(closes, [{ do: 'close', socket, code: 1000 }]);
  same(under.link.view.phase, 'closed');
  same(under.tell('closed', { socket, code: 1000 }), []);
  const [next] = opens(under.tell('start'));
  same(sends(under.open(next.socket)), [{ type: 'connect', device: 'd' }]);
});

fact('heartbeats keep the pace that the server named', () => {
  const under = linkUnderTest();
  under.live();
  const effects = under.tell('heartbeatDue');
  same(sends(effects), [{ type: 'heartbeat' }]);
  same(effects.at(-1), { do: 'timer', name: 'heartbeat', millis: 25000 });
});

fact('a broadcast that was ended is not joined again by itself', () => {
  const under = linkUnderTest();
  under.tell('watch', { stream: 'a' });
  const socket = under.live();
  under.tell('frame', { socket, frame: { type: 'left', stream: 'a' } });
  same([...under.link.wanted], []);
});

fact('the answer to our own leave ends nothing', () => {
  const under = linkUnderTest();
  under.tell('watch', { stream: 'a' });
  const socket = under.live();
  under.tell('unwatch', { stream: 'a' });
  under.tell('watch', { stream: 'a' });
  same(under.tell('frame', { socket, frame: { type: 'left', stream: 'a' } }), []);
  same([...under.link.wanted], ['a']);
});

fact('a line that looks dead is probed with a join, and given up without an answer', () => {
  const under = linkUnderTest();
  under.tell('watch', { stream: 'a' });
  const socket = under.live();
  under.tell('frame', { socket, frame: { type: 'joined', stream: 'a' } });
  under.now = 60_000;
  same(sends(under.tell('visible')), [{ type: 'join', stream: 'a' }]);
  same(retryMillis(under.tell('probeDue')), 250);
  same(under.link.view.phase, 'waiting');
});

fact('an answered probe keeps the line', () => {
  const under = linkUnderTest();
  under.tell('watch', { stream: 'a' });
  const socket = under.live();
  under.tell('frame', { socket, frame: { type: 'joined', stream: 'a' } });
  under.tell('online');
  under.tell('frame', { socket, frame: { type: 'joined', stream: 'a' } });
  same(under.tell('probeDue'), []);
  same(under.link.view.phase, 'live');
});

fact('the network coming back never makes a wait longer', () => {
  const under = linkUnderTest();
  let socket = under.live();
  for (let n = 0; n < 5; n += 1) {
    under.tell('closed', { socket, code: 1006 });
    socket = opens(under.tell('retryDue'))[0].socket;
  }
  under.tell('closed', { socket, code: 1006 });
  const due = under.link.view.dueAt;
  under.now = 1_000;
  same(under.tell('online'), []);
  same(under.link.view.dueAt, due);
});
