/** The field that chooses whose audience is shown: a combobox over who is on now, or any id. */

import { make, part, write } from './dom.js';
import { isId, scopeOf } from './place.js';

const MOST = 8;

/** What the list offers for that text: all, who matches, and the text itself as an id. Pure. */
export function offers(text, names) {
  const typed = text.trim();
  const all = typed === '' ? [{ scope: 'platform', kind: 'platform' }] : [];
  const found = names.find(typed, MOST);
  const exact = scopeOf(typed);
  const ids = exact && exact.id
    ? [{ scope: typed, ...exact, byId: true }]
    : isId(typed)
      ? ['broadcaster', 'stream', 'category'].map((kind) => ({ scope: `${kind}:${typed}`, kind, id: typed, byId: true }))
      : [];
  const known = new Set(found.map(({ scope }) => scope));
  return [...all, ...found, ...ids.filter(({ scope }) => !known.has(scope))];
}

export class ScopeSearch {
  #input;
  #list;
  #said;
  #view = null;
  #offered = [];
  #active = -1;

  constructor(root) {
    this.#input = root.querySelector('#scope');
    this.#list = root.querySelector('#scopes');
    this.#said = part(root, 'scope-said');
    this.#input.addEventListener('focus', () => {
      this.#input.value = '';
      this.#open();
    });
    this.#input.addEventListener('input', () => this.#open());
    this.#input.addEventListener('blur', () => this.#close());
    this.#input.addEventListener('keydown', (event) => this.#key(event));
    // the field keeps the focus while an offer is pressed
    this.#list.addEventListener('pointerdown', (event) => event.preventDefault());
    this.#list.addEventListener('click', (event) => {
      const option = event.target.closest('[role="option"]');
      if (option) {
        this.#choose(this.#offered[Number(option.dataset.index)]);
      }
    });
  }

  show(view) {
    this.#view = view;
    this.#input.placeholder = view.words.say('scope.placeholder');
    if (document.activeElement !== this.#input) {
      this.#input.value = view.title;
    }
  }

  #open() {
    const { words, names } = this.#view;
    this.#offered = offers(this.#input.value, names);
    this.#active = -1;
    this.#list.replaceChildren(...this.#offered.map((offer, i) => this.#option(offer, i)));
    this.#list.hidden = this.#offered.length === 0;
    this.#input.setAttribute('aria-expanded', String(!this.#list.hidden));
    this.#input.removeAttribute('aria-activedescendant');
    write(this.#said, words.say('scope.found', { number: words.count(this.#offered.length) }));
  }

  #option({ scope, kind, id, title, viewers, byId }, i) {
    const { words } = this.#view;
    const name = kind === 'platform' ? words.say('kind.all') : title || id;
    const about = kind === 'platform' ? '' : byId ? words.say('scope.byId', { kind: words.say(kind) }) : words.say(kind);
    return make('li', { role: 'option', id: `scope-${i}`, 'data-index': i, 'data-scope': scope, 'aria-selected': 'false' },
      make('span', {}, name), make('small', {}, about), viewers === undefined ? null : make('b', {}, words.count(viewers)));
  }

  #key(event) {
    const last = this.#offered.length - 1;
    switch (event.key) {
      case 'ArrowDown':
        event.preventDefault();
        if (this.#list.hidden) {
          this.#open();
        }
        this.#mark(this.#active >= last ? 0 : this.#active + 1);
        break;
      case 'ArrowUp':
        event.preventDefault();
        this.#mark(this.#active <= 0 ? last : this.#active - 1);
        break;
      case 'Enter':
        event.preventDefault();
        this.#choose(this.#offered[Math.max(0, this.#active)]);
        break;
      case 'Escape':
        this.#input.blur();
        break;
      default:
    }
  }

  #mark(index) {
    this.#active = index;
    [...this.#list.children].forEach((option, i) => {
      option.setAttribute('aria-selected', String(i === index));
      if (i === index) {
        option.scrollIntoView({ block: 'nearest' });
        this.#input.setAttribute('aria-activedescendant', option.id);
      }
    });
  }

  #choose(offer) {
    if (offer) {
      this.#view.go({ scope: offer.scope });
      this.#input.blur();
    }
  }

  #close() {
    this.#list.hidden = true;
    this.#input.setAttribute('aria-expanded', 'false');
    this.#input.removeAttribute('aria-activedescendant');
    this.#input.value = this.#view.title;
  }
}
