/** What this tab is to the server, and the field for trying a signed-in viewer. */

import { part, write } from './dom.js';

export class Tab {
  #root;

  /** `onToken(text)` signs in with that token, `onToken(null)` goes back to being anonymous. */
  constructor(root, { onToken }) {
    this.#root = root;
    part(root, 'token-form').addEventListener('submit', (event) => {
      event.preventDefault();
      const token = this.#input().value.trim();
      this.#input().value = '';
      if (token) {
        onToken(token);
      }
    });
    part(root, 'token-drop').addEventListener('click', () => onToken(null));
  }

  show(view, signedIn, words) {
    const me = view.me;
    const who = me ? words.say(me.anonymous ? 'tab.anonymous' : 'tab.signed') : words.say('tab.nobody');
    write(part(this.#root, 'tab-who'), who);
    write(part(this.#root, 'tab-viewer'), me?.viewer ?? '–');
    write(part(this.#root, 'tab-session'), me?.session ?? '–');
    write(part(this.#root, 'tab-connects'), words.number(view.connects));
    part(this.#root, 'token-drop').hidden = !signedIn;
  }

  /** Opens the panel with the field ready to be typed into. */
  enterToken() {
    part(this.#root, 'tab').open = true;
    this.#input().focus();
  }

  #input() {
    return this.#root.querySelector('#token');
  }
}

/** The subject that a token claims, unchecked: only to tell a renewal from another viewer. */
export function subjectOf(token) {
  try {
    const claims = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
    return JSON.parse(new TextDecoder().decode(bytes(atob(claims)))).sub ?? null;
  } catch {
    return null;
  }
}

const bytes = (text) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
