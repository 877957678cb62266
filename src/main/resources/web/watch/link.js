/**
 * The life of this tab's connection as a pure machine: events in, effects out. It owns no socket and
 * no clock; the transport carries the effects out and reports back what happened.
 *
 * Phases: "connecting", "live", "waiting" (for the next attempt), "refused" (the server will not have
 * us as we are) and "closed" (ended in good order). Sockets are known by a number. While a server
 * leaves, the current socket lives on until its successor has joined everything.
 */

import { Berths } from './berths.js';
import { cancel, cancelAll, close, figures, open, send, timer } from './effects.js';
import * as frames from './frames.js';
import { afterBusyMillis, afterClose, capMillis, jitterMillis } from './policy.js';

const PATIENCE_MILLIS = 15_000;
const PROBE_MILLIS = 10_000;
const HANDOVER_MILLIS = 5_000;

export class Link {
  #random;
  #berths = new Berths();
  #attempt = 0;
  #resume = null;
  #heardAt = 0;

  /** What the page shows. `me` is the last `connected`; `dueAt` when the next attempt is made. */
  view = { phase: 'connecting', code: 0, reason: '', dueAt: 0, moving: false, connects: 0, me: null };

  /** The streams that this tab watches, in the order in which they were chosen. */
  wanted = new Set();

  constructor({ random = Math.random } = {}) {
    this.#random = random;
  }

  /** Takes an event at a time in milliseconds and returns the effects to carry out, in order. */
  handle(event, now) {
    return this[event.is](event, now) ?? [];
  }

  // what the person and the browser do

  start() {
    return this.#berths.current ? [] : this.#fresh();
  }

  /** Another identity, or the second try of somebody refused: a session of its own. */
  restart() {
    return [...this.#closeAll(), ...this.#fresh()];
  }

  leavePage() {
    this.#show({ phase: 'closed', code: 1000, reason: '', moving: false });
    return this.#closeAll();
  }

  retryNow() {
    return this.view.phase === 'waiting' ? this.retryDue() : [];
  }

  watch({ stream }) {
    this.wanted.add(stream);
    return this.#berths.inSession().map((socket) => send(socket, frames.join(stream)));
  }

  unwatch({ stream }) {
    this.wanted.delete(stream);
    const leaves = this.#berths.inSession().map((socket) => {
      socket.asked.set(stream, (socket.asked.get(stream) ?? 0) + 1);
      return send(socket, frames.leave(stream));
    });
    return [...leaves, ...this.#settle()];
  }

  refresh({ token }) {
    return this.#berths.inSession().map((socket) => send(socket, frames.refresh(token)));
  }

  online(event, now) {
    if (this.view.phase === 'live') {
      return this.#probe();
    }
    return this.view.phase === 'waiting' ? this.#sooner(now) : [];
  }

  /** The page is looked at again after a while: is the line still there? */
  visible(event, now) {
    const silent = now - this.#heardAt > (this.view.me?.heartbeatMillis ?? PROBE_MILLIS);
    return this.view.phase === 'live' && silent ? this.#probe() : [];
  }

  // what the timers say

  retryDue() {
    return this.#berths.next ? [] : this.#open();
  }

  heartbeatDue() {
    const beats = this.#berths.inSession().map((socket) => send(socket, frames.heartbeat()));
    return beats.length ? [...beats, timer('heartbeat', this.view.me.heartbeatMillis)] : [];
  }

  /** A socket was dialled and nobody has said `connected`: as good as lost. */
  patienceDue(event, now) {
    const late = this.#berths.next ?? this.#berths.current;
    return late && !late.connected ? this.#abandon(late, now) : [];
  }

  probeDue(event, now) {
    return this.#berths.current?.probed ? this.#abandon(this.#berths.current, now) : [];
  }

  handoverDue() {
    return this.#bury();
  }

  // what the transport saw

  dialing({ socket }) {
    return this.#berths.active(socket) ? [timer('patience', PATIENCE_MILLIS)] : [];
  }

  opened({ socket, token, device }) {
    const role = this.#berths.active(socket);
    const resume = role === this.#berths.current ? this.#resume : null;
    return role ? [send(role, frames.connect({ token, device, resume }))] : [];
  }

  /** The address could not be learnt; `retryAfterMillis` where the server named a wait. */
  unreachable({ socket, retryAfterMillis = 0 }, now) {
    return this.closed({ socket, code: 1006, retryAfterMillis }, now);
  }

  frame({ socket, frame }, now) {
    const role = this.#berths.active(socket);
    if (!role) {
      return [];
    }
    this.#heardAt = now;
    role.probed = false;
    if (frame.type === 'connected') {
      return this.#connected(role, frame);
    }
    return role === this.#berths.current ? this.#heard(role, frame, now) : [];
  }

  closed({ socket, code, reason = '', retryAfterMillis = 0 }, now) {
    const role = this.#berths.active(socket);
    if (role === null) {
      return this.#berths.leaving?.id === socket ? this.#bury() : [];
    }
    if (role === this.#berths.next) {
      this.#berths.next = null;
      return this.#successorLost(code, retryAfterMillis, now);
    }
    this.#show({ code, reason });
    const stopped = [cancel('heartbeat'), cancel('probe')];
    const advice = afterClose(code);
    return advice === 'retry'
      ? [...stopped, ...this.#lost(retryAfterMillis, now)]
      : this.#turnedAway(advice === 'closed' ? 'closed' : 'refused');
  }

  // how it goes on

  #turnedAway(phase) {
    this.#berths.current = null;
    this.#resume = null;
    this.#show({ phase, moving: false });
    return this.#closeAll();
  }

  #lost(retryAfterMillis, now) {
    const planned = this.view.moving;
    if (this.#berths.standIn()) {
      this.#show({ phase: 'connecting', moving: false });
      return [];
    }
    this.#show({ phase: 'waiting', moving: false });
    return planned ? [] : this.#wait(retryAfterMillis, now);
  }

  #successorLost(code, retryAfterMillis, now) {
    if (afterClose(code) === 'retry') {
      return this.#wait(retryAfterMillis, now);
    }
    this.#show({ moving: false });
    return [cancel('patience')];
  }

  #fresh() {
    this.#attempt = 0;
    this.#resume = null;
    this.#show({ code: 0, reason: '', me: null });
    return this.#open();
  }

  #open() {
    const socket = this.#berths.berth();
    if (socket === this.#berths.current) {
      this.#show({ phase: 'connecting', dueAt: 0 });
    }
    return [cancel('retry'), open(socket, this.#attempt)];
  }

  #wait(retryAfterMillis, now) {
    const millis = retryAfterMillis
      ? afterBusyMillis(retryAfterMillis, this.#random)
      : jitterMillis(this.#attempt, this.#random);
    this.#attempt += 1;
    this.#show({ dueAt: now + millis });
    return [cancel('patience'), timer('retry', millis)];
  }

  /** The network is back: a new draw for the same attempt, where that is sooner. */
  #sooner(now) {
    const drawn = this.#random() * capMillis(Math.max(0, this.#attempt - 1));
    if (now + drawn >= this.view.dueAt) {
      return [];
    }
    this.#show({ dueAt: now + drawn });
    return [timer('retry', drawn)];
  }

  #connected(role, frame) {
    const old = this.#berths.promote(role);
    role.connected = true;
    this.#attempt = 0;
    this.#resume = frame.resume ?? null;
    const connects = this.view.connects + 1;
    this.#show({ phase: 'live', code: 0, reason: '', dueAt: 0, moving: false, connects, me: frame });
    return [
      cancel('patience'),
      timer('heartbeat', frame.heartbeatMillis),
      ...[...this.wanted].map((stream) => send(role, frames.join(stream))),
      ...(old ? [timer('handover', HANDOVER_MILLIS)] : []),
      ...this.#settle(),
    ];
  }

  #heard(role, frame, now) {
    switch (frame.type) {
      case 'joined':
        role.joined.add(frame.stream);
        return [figures(frame), ...this.#settle()];
      case 'left':
        return this.#left(role, frame);
      case 'reconnect':
        this.#show({ moving: true, dueAt: now + frame.retryAfterMillis });
        return [timer('retry', frame.retryAfterMillis)];
      default:
        return [figures(frame)];
    }
  }

  /** A `left` that nobody asked for ends the watching: joining again would begin a new broadcast. */
  #left(role, frame) {
    role.joined.delete(frame.stream);
    const asked = role.asked.get(frame.stream) ?? 0;
    if (asked > 0) {
      role.asked.set(frame.stream, asked - 1);
      return [];
    }
    this.wanted.delete(frame.stream);
    return [figures(frame)];
  }

  /** Once the successor has joined everything, the socket that is being left is closed. */
  #settle() {
    const current = this.#berths.current;
    return [...this.wanted].every((stream) => current?.joined.has(stream)) ? this.#bury() : [];
  }

  #bury() {
    const old = this.#berths.releaseLeaving();
    return old ? [cancel('handover'), close(old)] : [];
  }

  /** Joining twice is harmless and is answered, so it tells a live line from a dead one. */
  #probe() {
    const current = this.#berths.current;
    const stream = [...current.joined].find((each) => this.wanted.has(each));
    if (!stream || current.probed) {
      return [];
    }
    current.probed = true;
    return [send(current, frames.join(stream)), timer('probe', PROBE_MILLIS)];
  }

  #abandon(role, now) {
    return [close(role), ...this.closed({ socket: role.id, code: 1006 }, now)];
  }

  #closeAll() {
    return [...cancelAll(), ...this.#berths.clear().map(close)];
  }

  #show(changes) {
    this.view = { ...this.view, ...changes };
  }
}
