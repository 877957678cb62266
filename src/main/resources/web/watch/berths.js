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
    const socket = {
      id: ++this.#serial,
      connected: false,
      probed: false,
      joined: new Set(),
      asked: new Map(),
    };
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
