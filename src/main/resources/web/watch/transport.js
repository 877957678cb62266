/**
 * Carries out what the link asks for, on real WebSockets and timers, and reports back what happened.
 * Holds no rule of its own: the link decides.
 */

import { read, SUBPROTOCOL } from './frames.js';

const ANSWER_MILLIS = 10_000;

export class Transport {
  #link;
  #address;
  #identity;
  #changed;
  #figures;
  #sockets = new Map();
  #timers = new Map();

  /** `changed(view)` is told after every event, `figures(frame)` what the server says of a stream. */
  constructor({ link, address, identity, changed, figures }) {
    this.#link = link;
    this.#address = address;
    this.#identity = identity;
    this.#changed = changed;
    this.#figures = figures;
  }

  /** Tells the link what happened, and does what it asks for. */
  tell(is, event = {}) {
    for (const effect of this.#link.handle({ is, ...event }, Date.now())) {
      this.#run(effect);
    }
    this.#changed(this.#link.view);
  }

  #run(effect) {
    switch (effect.do) {
      case 'open':
        return void this.#open(effect);
      case 'send':
        return this.#sockets.get(effect.socket)?.send(effect.frame);
      case 'close':
        return this.#close(effect);
      case 'timer':
        return this.#timer(effect);
      case 'cancel':
        return clearTimeout(this.#timers.get(effect.name));
      case 'figures':
        return this.#figures(effect.frame);
      default:
        throw new Error(`no such effect: ${effect.do}`);
    }
  }

  #timer({ name, millis }) {
    clearTimeout(this.#timers.get(name));
    this.#timers.set(
      name,
      setTimeout(() => this.tell(`${name}Due`), millis),
    );
  }

  async #open({ socket, attempt }) {
    const waiting = new AbortController();
    this.#sockets.set(socket, { send() {}, close: () => waiting.abort() });
    const { webSocket, retryAfterMillis } = await this.#address.find(attempt);
    if (waiting.signal.aborted) {
      return;
    }
    if (!webSocket) {
      this.tell('unreachable', { socket, retryAfterMillis });
      return;
    }
    try {
      await this.#identity.inTurn(() => this.#dial(socket, webSocket, waiting), waiting.signal);
    } catch (failure) {
      if (!waiting.signal.aborted) {
        this.tell('unreachable', { socket });
      }
    }
  }

  /** Resolves when the server has answered `connected`, the socket is gone, or nobody answers. */
  #dial(socket, webSocket, waiting) {
    if (waiting.signal.aborted) {
      return Promise.resolve();
    }
    return new Promise((answered) => {
      setTimeout(answered, ANSWER_MILLIS);
      const channel = new WebSocket(webSocket, SUBPROTOCOL);
      const token = this.#identity.token();
      const device = token ? null : this.#identity.device();
      this.#sockets.set(socket, {
        send: (frame) => channel.readyState === WebSocket.OPEN && channel.send(JSON.stringify(frame)),
        close: (code) => (answered(), channel.close(code)),
      });
      channel.onopen = () => this.tell('opened', { socket, token, device });
      channel.onmessage = ({ data }) => {
        this.#message(socket, read(data), device);
        answered();
      };
      channel.onclose = ({ code, reason }) => {
        answered();
        if (this.#sockets.delete(socket)) {
          this.tell('closed', { socket, code, reason });
        }
      };
      this.tell('dialing', { socket });
    });
  }

  #message(socket, frame, sentDevice) {
    if (frame.type === 'connected' && !this.#identity.keep(frame, sentDevice)) {
      this.tell('restart');
    } else if (frame.type !== 'malformed' && frame.type !== 'unknown') {
      this.tell('frame', { socket, frame });
    }
  }

  #close({ socket, code }) {
    const entry = this.#sockets.get(socket);
    this.#sockets.delete(socket);
    entry?.close(code);
  }
}
