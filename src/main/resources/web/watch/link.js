/**
 * The life of this tab's connection as a pure machine: events in, effects out. It owns no socket and
 * no clock; the transport carries the effects out and reports back what happened. Its phases are
 * "connecting", "live", "waiting" (for the next attempt), "refused" (the server will not have us as
 * we are) and "closed" (ended in good order). Sockets are known by a number. While a server leaves,
 * the current socket lives on until its successor has joined everything.
 */

import { Berths } from './berths.js';
import { cancel, cancelAll, close, open, send, timer } from './effects.js';
import * as frames from './frames.js';
import { afterClose, Attempts } from './policy.js';
import { Talk } from './talk.js';

const PATIENCE_MILLIS = 15_000;
const HANDOVER_MILLIS = 5_000;

export class Link {
  #attempts;
  #berths = new Berths();
  #talk = new Talk(this.#berths);
  #resume = null;
  #heardAt = 0;

  /** What the page shows. `me` is the last `connected`; `dueAt` when the next attempt is made. */
  view = { phase: 'connecting', code: 0, reason: '', dueAt: 0, moving: false, connects: 0, me: null };

  /** The streams that this tab watches, in the order in which they were chosen. */
  get wanted() {
    return this.#talk.wanted;
  }

  constructor({ random = Math.random } = {}) {
    this.#attempts = new Attempts(random);
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
    return this.#talk.watch(stream);
  }

  unwatch({ stream }) {
    return this.#talk.unwatch(stream);
  }

  refresh({ token }) {
    return this.#talk.refresh(token);
  }

  online(event, now) {
    if (this.view.phase === 'live') {
      return this.#talk.probe();
    }
    return this.view.phase === 'waiting' ? this.#sooner(now) : [];
  }

  /** The page is looked at again after a while: is the line still there? */
  visible(event, now) {
    const { phase, me } = this.view;
    return phase === 'live' && now - this.#heardAt > me.heartbeatMillis ? this.#talk.probe() : [];
  }

  // what the timers say

  retryDue() {
    return this.#berths.next ? [] : this.#open();
  }

  heartbeatDue() {
    const beats = this.#talk.heartbeats();
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
    return this.#talk.bury();
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
      return this.#berths.leaving?.id === socket ? this.#talk.bury() : [];
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
    this.#attempts.reset();
    this.#resume = null;
    this.#show({ code: 0, reason: '', me: null });
    return this.#open();
  }

  #open() {
    const socket = this.#berths.berth();
    this.#show(socket === this.#berths.current ? { phase: 'connecting', dueAt: 0 } : {});
    return [cancel('retry'), open(socket, this.#attempts.count)];
  }

  #wait(retryAfterMillis, now) {
    const millis = this.#attempts.draw(retryAfterMillis);
    this.#show({ dueAt: now + millis });
    return [cancel('patience'), timer('retry', millis)];
  }

  /** The network is back: a new draw for the same attempt, where that is sooner. */
  #sooner(now) {
    const drawn = this.#attempts.drawAgain();
    if (now + drawn >= this.view.dueAt) {
      return [];
    }
    this.#show({ dueAt: now + drawn });
    return [timer('retry', drawn)];
  }

  #connected(role, frame) {
    const old = this.#berths.promote(role);
    role.connected = true;
    this.#attempts.reset();
    this.#resume = frame.resume ?? null;
    const connects = this.view.connects + 1;
    this.#show({ phase: 'live', code: 0, reason: '', dueAt: 0, moving: false, connects, me: frame });
    return [
      cancel('patience'),
      timer('heartbeat', frame.heartbeatMillis),
      ...this.#talk.joinAll(role),
      ...(old ? [timer('handover', HANDOVER_MILLIS)] : []),
      ...this.#talk.settle(),
    ];
  }

  #heard(role, frame, now) {
    if (frame.type !== 'reconnect') {
      return this.#talk.heard(role, frame);
    }
    this.#show({ moving: true, dueAt: now + frame.retryAfterMillis });
    return [timer('retry', frame.retryAfterMillis)];
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
