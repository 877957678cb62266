/**
 * What this tab says on its sockets while it is in session: which streams it joins and leaves, its
 * heartbeats and probes, and when a socket that is being left has done its part. Pure, like the link.
 */

import { cancel, close, figures, send, timer } from './effects.js';
import * as frames from './frames.js';

const PROBE_MILLIS = 10_000;

export class Talk {
  #berths;

  /** The streams that this tab watches, in the order in which they were chosen. */
  wanted = new Set();

  constructor(berths) {
    this.#berths = berths;
  }

  watch(stream) {
    this.wanted.add(stream);
    return this.#everywhere(frames.join(stream));
  }

  unwatch(stream) {
    this.wanted.delete(stream);
    this.#berths.inSession().forEach((socket) => socket.askedToLeave(stream));
    return [...this.#everywhere(frames.leave(stream)), ...this.settle()];
  }

  refresh(token) {
    return this.#everywhere(frames.refresh(token));
  }

  heartbeats() {
    return this.#everywhere(frames.heartbeat());
  }

  joinAll(socket) {
    return [...this.wanted].map((stream) => send(socket, frames.join(stream)));
  }

  /** Takes what the server said of a stream. */
  heard(socket, frame) {
    if (frame.type === 'joined') {
      socket.joined.add(frame.stream);
      return [figures(frame), ...this.settle()];
    }
    return frame.type === 'left' ? this.#left(socket, frame) : [figures(frame)];
  }

  /** Once the current socket has joined everything, the one that is being left is closed. */
  settle() {
    const current = this.#berths.current;
    return [...this.wanted].every((stream) => current?.joined.has(stream)) ? this.bury() : [];
  }

  /** Closes the socket that is being left, whatever is still missing. */
  bury() {
    const old = this.#berths.releaseLeaving();
    return old ? [cancel('handover'), close(old)] : [];
  }

  /** Joining twice is harmless and is answered, so it tells a live line from a dead one. */
  probe() {
    const current = this.#berths.current;
    const stream = [...current.joined].find((each) => this.wanted.has(each));
    if (!stream || current.probed) {
      return [];
    }
    current.probed = true;
    return [send(current, frames.join(stream)), timer('probe', PROBE_MILLIS)];
  }

  /** A `left` that nobody asked for ends the watching: joining again would begin a new broadcast. */
  #left(socket, frame) {
    if (socket.left(frame.stream)) {
      return [];
    }
    this.wanted.delete(frame.stream);
    return [figures(frame)];
  }

  #everywhere(frame) {
    return this.#berths.inSession().map((socket) => send(socket, frame));
  }
}
