/**
 * Who this tab says it is: the viewer of a token, or the anonymous device that all tabs of this
 * browser share. The device lives in localStorage, the token in this tab's sessionStorage only.
 * Where the browser keeps nothing (private windows), both live as long as the page.
 */

const DEVICE = 'headcount.device';
const TOKEN = 'headcount.token';
export const LOCK = 'headcount-device';
const MOST_ADOPTIONS = 3;
const SETTLE_MILLIS = 50;

export class Identity {
  #device = storage('localStorage', DEVICE);
  #token = storage('sessionStorage', TOKEN);
  #adoptions = 0;

  token() {
    return this.#token.read();
  }

  /** Null forgets it: anonymous again. */
  setToken(token) {
    this.#token.write(token);
  }

  /** The signed device text that a former `connected` handed out, or null. */
  device() {
    return this.#stored()?.device ?? null;
  }

  /**
   * Keeps the device that the server named. False where another tab of this browser was quicker with
   * another device: then that one stands, and this tab should connect again with it.
   */
  keep({ device, viewer }, sent) {
    if (!device) {
      return true;
    }
    const stored = this.#stored();
    const another = stored && stored.device !== sent && stored.viewer !== viewer;
    if (another && this.#mayAdopt()) {
      return false;
    }
    if (stored?.device !== device) {
      this.#device.write(JSON.stringify({ device, viewer }));
    }
    return true;
  }

  /** Whether another tab has made another anonymous viewer the one of this browser. */
  strayed(viewer) {
    const stored = this.#stored();
    return stored !== null && stored.viewer !== viewer && this.#mayAdopt();
  }

  /**
   * Runs `dial`, which resolves when the server has answered. Tabs that have no device yet take turns,
   * so that the first one's device becomes everybody's.
   */
  async inTurn(dial, signal) {
    if (this.token() || this.device() || !navigator.locks) {
      return dial();
    }
    return navigator.locks.request(LOCK, { signal }, async () => {
      if (this.device()) {
        dial();
        return;
      }
      await dial();
      // what one tab wrote takes a moment until another one's process reads it
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MILLIS));
    });
  }

  #mayAdopt() {
    this.#adoptions += 1;
    return this.#adoptions <= MOST_ADOPTIONS;
  }

  #stored() {
    try {
      const { device, viewer } = JSON.parse(this.#device.read() ?? 'null') ?? {};
      return device ? { device, viewer } : null;
    } catch {
      return null;
    }
  }
}

function storage(kind, key) {
  let memory = null;
  return {
    read() {
      try {
        return window[kind].getItem(key);
      } catch {
        return memory;
      }
    },
    write(text) {
      memory = text;
      try {
        if (text === null) {
          window[kind].removeItem(key);
        } else {
          window[kind].setItem(key, text);
        }
      } catch {
        // nothing is kept: the page's memory has to do
      }
    },
  };
}
