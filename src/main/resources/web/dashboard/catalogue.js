/** Who is on now: the names behind ids, what the search offers, and how many are watching. */

import { ask } from './api.js';
import { scopeOf } from './place.js';

const PAGES = 10;
const KINDS = { category: 'categories', broadcaster: 'broadcasters', stream: 'streams' };

export class Catalogue {
  #titles = new Map();
  #offered = [];
  #live = { viewers: null, asOf: null };
  #scope = null;

  /** Asks for the first page of every ranking; what cannot be had is left as it was. */
  async learn(options) {
    const asked = Object.entries(KINDS).map(async ([kind, path]) => [kind, await ask(`/v1/rankings/${path}?limit=100`, options)]);
    const offered = [];
    for (const [kind, { state, body }] of await Promise.all(asked)) {
      (state === 'ok' ? body.items : []).forEach((item) => {
        const scope = `${kind}:${item[kind]}`;
        this.name(scope, item.title);
        offered.push({ scope, kind, id: item[kind], title: item.title, viewers: item.viewers });
      });
    }
    this.#offered = offered.sort((a, b) => b.viewers - a.viewers);
  }

  name(scope, title) {
    if (title) {
      this.#titles.set(scope, title);
    }
  }

  /** The title of a scope, or its id where none is known. */
  title(scope) {
    return this.#titles.get(scope) ?? scopeOf(scope)?.id ?? scope;
  }

  /** The most watched whose title or id has that text in it. */
  find(text, most) {
    const wanted = text.trim().toLocaleLowerCase();
    return this.#offered
      .filter(({ id, title }) => id.toLowerCase().includes(wanted) || (title ?? '').toLocaleLowerCase().includes(wanted))
      .slice(0, most);
  }

  live() {
    return this.#live;
  }

  /** Asks how many watch that scope now. */
  async count(scope, options) {
    if (scope !== this.#scope) {
      this.#live = { viewers: null, asOf: null };
      this.#scope = scope;
    }
    const live = await liveOf(scopeOf(scope), options);
    if (scope === this.#scope) {
      this.#live = live;
    }
  }
}

async function liveOf({ kind, id }, options) {
  if (kind === 'stream') {
    const { state, body } = await ask(`/v1/streams/${id}/viewers`, options);
    return state === 'ok' ? { viewers: body.viewers, asOf: body.asOf } : { viewers: null, asOf: null };
  }
  let cursor = null;
  let viewers = 0;
  let asOf = null;
  for (let page = 0; page < PAGES; page++) {
    const more = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { state, body } = await ask(`/v1/rankings/${KINDS[kind] ?? KINDS.category}?limit=100${more}`, options);
    if (state !== 'ok') {
      return { viewers: null, asOf: null };
    }
    asOf ??= body.asOf;
    const own = body.items.find((item) => item[kind] === id);
    if (kind !== 'platform' && own) {
      return { viewers: own.viewers, asOf };
    }
    viewers += kind === 'platform' ? body.items.reduce((sum, item) => sum + item.viewers, 0) : 0;
    cursor = body.next;
    if (cursor === null) {
      return { viewers, asOf };
    }
  }
  return { viewers: kind === 'platform' ? viewers : null, asOf };
}
