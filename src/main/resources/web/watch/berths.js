/** One socket of this tab, known by its number, and what was said on it. */
class Socket {
  connected = false;
  probed = false;
  joined = new Set();
  #leaves = new Map();

  constructor(id) {
    this.id = id;
  }

  /** A `leave` was sent: the next `left` of that stream answers it. */
  askedToLeave(stream) {
    this.#leaves.set(stream, (this.#leaves.get(stream) ?? 0) + 1);
  }

  /** Takes a `left`; true where this tab had asked for it, false where the broadcast was ended. */
  left(stream) {
    this.joined.delete(stream);
    const asked = this.#leaves.get(stream) ?? 0;
    this.#leaves.set(stream, Math.max(0, asked - 1));
    return asked > 0;
  }
}

/**
 * The places a socket can have while one connection hands over to the next: the current one, its
 * successor, and the one that is being left. Pure.
 */
export class Berths {
  #serial = 0;
  current = null;
  next = null;
  leaving = null;

  /** A new socket: the successor where there is a current one, otherwise the current one itself. */
  berth() {
    const socket = new Socket(++this.#serial);
    if (this.current) {
      this.next = socket;
    } else {
      this.current = socket;
    }
    return socket;
  }

  /** The successor takes over; returns the socket that is now being left, or null. */
  promote(socket) {
    const old = socket === this.next ? this.current : null;
    this.current = socket;
    this.next = null;
    this.leaving = old ?? this.leaving;
    return old;
  }

  /** The current socket is gone; its successor, still connecting, stands in. True where there is one. */
  standIn() {
    this.current = this.next;
    this.next = null;
    return this.current !== null;
  }

  /** The current or next socket of that number, or null. */
  active(id) {
    return [this.current, this.next].find((each) => each?.id === id) ?? null;
  }

  /** The sockets on which this tab is in session now. */
  inSession() {
    return [this.current, this.leaving].filter((each) => each?.connected);
  }

  /** Forgets the socket that is being left and returns it, or null. */
  releaseLeaving() {
    const old = this.leaving;
    this.leaving = null;
    return old;
  }

  clear() {
    const all = [this.leaving, this.next, this.current].filter((each) => each !== null);
    this.leaving = this.next = this.current = null;
    return all;
  }
}
