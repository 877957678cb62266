/**
 * One part of the page with one address behind it: asks, says why there is nothing, or has its figures
 * drawn. What a section is about comes as functions of the view:
 *
 * - `address(view)`: where to ask; `also(view)`: a second address whose absence does no harm, or null
 * - `judge(body, view)`: `ok`, or why its figures are none (`silent`, `unmeasured`, …)
 * - `draw(content, body, view, also)`: shows the figures; returns `{about, rows, spoken}`
 * - `tools(element, view)`: its own controls, shown in every state
 * - `named`: whether names of others are shown, which may be learnt later
 */

import { ask, saveCsv } from './api.js';
import { make, part, tableOf, translate, write } from './dom.js';

export class Section {
  #root;
  #kind;
  #asked = null;
  #answer = null;
  #also = null;
  #view = null;
  #rows = null;

  constructor(root, kind) {
    this.#root = root;
    this.#kind = kind;
    root.append(document.getElementById('section').content.cloneNode(true));
    const name = root.dataset.section;
    const title = part(root, 'name');
    title.id = `name-${name}`;
    root.setAttribute('aria-labelledby', title.id);
    part(root, 'again').addEventListener('click', () => this.load(this.#view, true));
    part(root, 'csv').addEventListener('click', (event) => this.#save(event.currentTarget));
    const data = part(root, 'data');
    data.addEventListener('toggle', () => {
      this.#fill();
      this.#view.opened(name, data.open);
    });
  }

  /** Asks where the address is new or the last answer was none, and shows what comes. */
  async load(view, fresh = false) {
    this.#view = view;
    const address = this.#kind.address(view);
    const also = this.#kind.also?.(view) ?? null;
    if (!fresh && this.#asked === `${address} ${also}` && this.#answer?.state === 'ok') {
      this.show();
      return;
    }
    const asked = `${address} ${also}`;
    if (asked !== this.#asked) {
      this.#answer = null;
    }
    this.#asked = asked;
    this.show();
    this.#root.setAttribute('aria-busy', 'true');
    try {
      const options = { signal: view.signal, fresh };
      const [answer, second] = await Promise.all([ask(address, options), also === null ? null : ask(also, options)]);
      if (this.#asked === asked) {
        this.#answer = answer;
        this.#also = second?.state === 'ok' ? second.body : null;
        this.#root.removeAttribute('aria-busy');
        this.show();
      }
    } catch (failure) {
      if (failure.name !== 'AbortError') {
        throw failure;
      }
    }
  }

  /** Shows the names that were learnt since, where it shows any. */
  rename() {
    if (this.#kind.named && this.#answer !== null) {
      this.show();
    }
  }

  show() {
    const { words } = this.#view;
    const name = this.#root.dataset.section;
    translate(this.#root, words);
    write(part(this.#root, 'name'), words.say(`${name}.title`));
    part(this.#root, 'csv').setAttribute('aria-label', words.say('csv.of', { what: words.say(`${name}.title`) }));
    const badge = part(this.#root, 'badge');
    badge.hidden = !words.has(`${name}.badge`);
    write(badge, words.has(`${name}.badge`) ? words.say(`${name}.badge`) : '');
    this.#kind.tools?.(part(this.#root, 'tools'), this.#view);
    const state = this.#state();
    this.#root.dataset.state = state;
    this.#rows = null;
    this.#showEmpty(state);
    const shown = state === 'ok' ? this.#draw() : {};
    write(part(this.#root, 'about'), shown?.about ?? '');
    write(part(this.#root, 'spoken'), shown?.spoken ?? '');
    this.#rows = shown?.rows ?? null;
    const data = part(this.#root, 'data');
    data.hidden = this.#rows === null;
    data.open = this.#view.place.open.split(',').includes(name);
    this.#fill();
  }

  #state() {
    if (this.#answer === null) {
      return 'loading';
    }
    return this.#answer.state === 'ok' ? this.#kind.judge(this.#answer.body, this.#view) : this.#answer.state;
  }

  #draw() {
    return this.#kind.draw(part(this.#root, 'content'), this.#answer.body, this.#view, this.#also);
  }

  #showEmpty(state) {
    const { words } = this.#view;
    const name = this.#root.dataset.section;
    part(this.#root, 'content').hidden = state !== 'ok';
    part(this.#root, 'csv').hidden = state !== 'ok';
    const empty = part(this.#root, 'empty');
    empty.hidden = state === 'ok' || state === 'loading';
    if (!empty.hidden) {
      const own = `${name}.${state}`;
      write(part(empty, 'lead'), words.say(`state.${state}`));
      write(part(empty, 'why'), words.has(own) ? words.say(own) : words.say(`state.${state}.why`, { said: this.#answer.said ?? '' }));
      part(empty, 'again').hidden = !['down', 'failed'].includes(state);
    }
  }

  /** The table behind a chart is made when somebody opens it. */
  #fill() {
    const place = part(this.#root, 'rows');
    if (this.#rows === null || !part(this.#root, 'data').open) {
      place.replaceChildren();
      return;
    }
    const { caption, columns, lines } = this.#rows;
    place.setAttribute('aria-label', caption);
    place.replaceChildren(tableOf(caption, columns, lines()));
  }

  async #save(button) {
    button.disabled = true;
    const saved = await saveCsv(this.#kind.address(this.#view));
    button.disabled = false;
    const { words } = this.#view;
    write(part(this.#root, 'spoken'), words.say(saved ? 'csv.saved' : 'csv.failed'));
    part(this.#root, 'content').querySelector('.said')?.remove();
    if (!saved) {
      part(this.#root, 'content').prepend(make('p', { class: 'said wrong' }, words.say('csv.failed')));
    }
  }
}
