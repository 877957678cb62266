/** The dashboard: reads the address, shows its place, and writes each choice back into it. */

import { Bar } from './bar.js';
import { Catalogue } from './catalogue.js';
import { Clock } from './clock.js';
import { part, translate, write } from './dom.js';
import { FORECAST } from './forecast.js';
import { HEAT } from './heat.js';
import { LINE } from './line.js';
import { periodOf } from './period.js';
import { readPlace, scopeOf, writePlace } from './place.js';
import { REVENUE } from './revenue.js';
import { Section } from './section.js';
import { SHARE } from './share.js';
import { DAYS, MOVERS, STREAMS } from './tables.js';
import { Tiles } from './tiles.js';
import { Words } from './words.js';
import { preferredLanguage } from '../watch/place.js';

const LIVE_MILLIS = 15_000;
const KINDS = { line: LINE, heat: HEAT, share: SHARE, streams: STREAMS, movers: MOVERS, days: DAYS, forecast: FORECAST, revenue: REVENUE };

const body = document.body;
const names = new Catalogue();
const tiles = new Tiles(body.querySelector('[data-section="tiles"]'), () => names.live());
const sections = Object.entries(KINDS).map(([name, kind]) => new Section(body.querySelector(`[data-section="${name}"]`), kind));
const bar = new Bar(body, { refresh: () => show(true) });

let place = readPlace(location.href);
let view = null;
let asking = new AbortController();

function viewNow() {
  const words = new Words(place.lang ?? preferredLanguage(navigator.languages));
  const now = Date.now();
  const title = place.scope === 'platform' ? words.say('kind.all') : names.title(place.scope);
  return {
    place, words, now, title, names, go, opened, signal: asking.signal,
    clock: new Clock(place.zone, words.lang),
    period: periodOf(place, now),
    addressOf: (changes) => writePlace(location.href, { ...place, ...changes }),
  };
}

/** Another place: a step that the browser's back button undoes. */
function go(changes) {
  place = { ...place, ...changes };
  history.pushState(null, '', writePlace(location.href, place));
  show();
}

/** Which tables are open is kept in the address, but is no step. */
function opened(name, open) {
  const others = place.open.split(',').filter((each) => each && each !== name);
  const list = (open ? [...others, name] : others).sort().join(',');
  if (list !== place.open) {
    place.open = list;
    history.replaceState(null, '', writePlace(location.href, place));
  }
}

async function show(fresh = false) {
  asking.abort();
  asking = new AbortController();
  view = viewNow();
  const shown = view;
  body.dataset.state = 'loading';
  frame();
  body.querySelector('main').dataset.wrong = String(Boolean(view.period.wrong));
  if (view.period.wrong) {
    body.dataset.state = 'asking';
    return;
  }
  const options = { signal: view.signal, fresh };
  await Promise.all([
    tiles.load(view, fresh),
    live(view, options),
    fresh || !names.known ? learn(view, options) : null,
    ...sections.map((section) => section.load(view, fresh)),
  ]);
  if (view === shown) {
    renamed();
    sections.forEach((section) => section.rename());
    body.dataset.state = 'ready';
  }
}

/** What no answer is needed for. */
function frame() {
  const { words, clock, period } = view;
  document.documentElement.lang = words.lang;
  translate(body, words);
  bar.show(view);
  const { kind, id } = scopeOf(place.scope);
  write(part(body, 'kind'), kind === 'platform' ? words.say('platform') : `${words.say(kind)} · ${id}`);
  write(part(body, 'title'), view.title);
  write(part(body, 'span'), period.wrong ? words.say(period.wrong) : words.say('span', {
    from: clock.moment(period.from), to: clock.moment(period.to), zone: clock.name, step: words.say(`step.${period.step}`),
  }));
  document.title = `${view.title} · Headcount`;
}

async function live(shown, options) {
  await names.count(shown.place.scope, options).catch(ignoreAbort);
  if (view === shown) {
    tiles.show();
  }
}

/** Names arrive after figures: what shows them is shown again. */
async function learn(shown, options) {
  await names.learn(options).then(() => {
    names.known = true;
  }).catch(ignoreAbort);
  if (view === shown) {
    renamed();
  }
}

function renamed() {
  if (place.scope !== 'platform') {
    view.title = names.title(place.scope);
    frame();
  }
}

function ignoreAbort(failure) {
  if (failure.name !== 'AbortError') {
    throw failure;
  }
}

addEventListener('popstate', () => {
  place = readPlace(location.href);
  show();
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => show());
setInterval(() => {
  if (!document.hidden && view && !view.period.wrong) {
    live(view, { signal: view.signal });
  }
}, LIVE_MILLIS);

show();
