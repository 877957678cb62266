/** The watch page: puts its parts together and tells each what the others learnt. */

import { Address } from './address.js';
import { Card } from './card.js';
import { Chooser } from './chooser.js';
import { part, translate } from './dom.js';
import { Identity } from './identity.js';
import { Link } from './link.js';
import { preferredLanguage, readPlace, writePlace } from './place.js';
import { Status } from './status.js';
import { Store } from './store.js';
import { subjectOf, Tab } from './tab.js';
import { Transport } from './transport.js';
import { Words } from './words.js';

const body = document.body;
const store = new Store();
const cards = new Map();
const titles = new Map();
const identity = new Identity();
const link = new Link();
const transport = new Transport({
  link,
  address: new Address(),
  identity,
  changed: connectionChanged,
  figures: figuresCame,
});
const status = new Status(body, {
  onRetry: () => transport.tell('retryNow'),
  onAgain: () => transport.tell('restart'),
  onEnterToken: () => tab.enterToken(),
});
const tab = new Tab(body, { onToken: useToken });
const chooser = new Chooser(body, { add, watched: (stream) => cards.has(stream), ranked });

const place = readPlace(location.href);
let chosenLanguage = place.lang;
let words = new Words(place.lang ?? preferredLanguage(navigator.languages));
let problem = null;
let formerToken = null;

// streams

function add(stream) {
  problem = null;
  store.add(stream);
  if (!cards.has(stream)) {
    const card = new Card(stream, { onRemove: remove, onRejoin: add });
    card.setTitle(titles.get(stream));
    cards.set(stream, card);
    part(body, 'streams').append(card.element);
  }
  transport.tell('watch', { stream });
  showStreams();
}

function remove(stream) {
  cards.get(stream)?.element.remove();
  cards.delete(stream);
  store.remove(stream);
  transport.tell('unwatch', { stream });
  showStreams();
  body.querySelector('#stream').focus();
}

function showStreams() {
  part(body, 'none').hidden = cards.size > 0;
  part(body, 'streams').dataset.number = cards.size;
  cards.forEach((card, stream) => card.show(store.get(stream), words, Date.now()));
  fitFigures();
  chooser.show(words);
  keepPlace();
}

function keepPlace() {
  const streams = [...cards.keys()];
  history.replaceState(null, '', writePlace(location.href, { streams, lang: chosenLanguage }));
  document.title = streams.length ? `${streams.join(', ')} · Headcount` : 'Headcount';
}

function ranked(items) {
  items.forEach(({ stream, title }) => titles.set(stream, title));
  cards.forEach((card, stream) => card.setTitle(titles.get(stream)));
}

// the connection

function figuresCame(frame) {
  if (frame.type === 'error' && !cards.has(frame.stream)) {
    refusedByServer(frame.code);
    return;
  }
  const stream = store.apply(frame, Date.now());
  if (frame.type === 'joined') {
    markJoined(frame.stream);
  }
  if (stream) {
    cards.get(stream).show(store.get(stream), words, Date.now());
    fitFigures();
  }
}

/** All cards write their figures in one size: that of the longest. */
function fitFigures() {
  const lengths = store.ids().map((stream) => {
    return words.number(store.get(stream).figures?.viewers ?? 0).length;
  });
  part(body, 'streams').style.setProperty('--glyphs', Math.max(4, ...lengths));
}

/** When the join was answered, for whoever measures the page (Performance API). */
function markJoined(stream) {
  performance.clearMarks(`headcount:joined:${stream}`);
  performance.mark(`headcount:joined:${stream}`);
}

/** A refusal that names no stream is told once for the page, until something else is tried. */
function refusedByServer(code) {
  problem = code;
  if (code === 'bad_token' && formerToken) {
    identity.setToken(formerToken);
  }
}

function connectionChanged(view) {
  if (view.phase !== 'live') {
    problem = null;
    store.interrupt(Date.now());
    cards.forEach((card, stream) => card.show(store.get(stream), words, Date.now()));
  }
  showConnection(view);
}

function showConnection(view) {
  status.show(view, words, Date.now(), { online: navigator.onLine, problem });
  tab.show(view, identity.token() !== null, words);
}

/** A renewal goes to the running session; anybody else gets a session of their own. */
function useToken(token) {
  const former = identity.token();
  const renewal = token && former && link.view.phase === 'live' && subjectOf(token) !== null;
  identity.setToken(token);
  problem = null;
  formerToken = former;
  if (renewal && subjectOf(token) === subjectOf(former)) {
    transport.tell('refresh', { token });
  } else {
    transport.tell('restart');
  }
  showConnection(link.view);
}

// language

function speak(lang) {
  words = new Words(lang);
  document.documentElement.lang = words.lang;
  translate(body, words);
  body.querySelectorAll('[data-lang]').forEach((each) => {
    each.setAttribute('aria-pressed', String(each.dataset.lang === words.lang));
  });
  showConnection(link.view);
  showStreams();
}

body.querySelectorAll('[data-lang]').forEach((button) => {
  button.addEventListener('click', () => {
    chosenLanguage = button.dataset.lang;
    speak(chosenLanguage);
  });
});

// the browser

addEventListener('pagehide', () => transport.tell('leavePage'));
addEventListener('pageshow', (event) => event.persisted && transport.tell('start'));
addEventListener('online', () => transport.tell('online'));
addEventListener('offline', () => showConnection(link.view));
addEventListener('storage', () => {
  const me = link.view.me;
  if (link.view.phase === 'live' && me?.anonymous && identity.strayed(me.viewer)) {
    transport.tell('restart');
  }
});
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) {
    transport.tell('visible');
    showStreams();
  }
});
addEventListener('hashchange', () => {
  const { token, streams } = readPlace(location.href);
  streams.forEach(add);
  keepPlace();
  if (token) {
    useToken(token);
  }
});

setInterval(() => {
  status.showCountdown(link.view, words, Date.now());
  if (!document.hidden) {
    cards.forEach((card, stream) => card.showChart(store.get(stream), Date.now()));
  }
}, 1_000);

if (place.token) {
  identity.setToken(place.token);
}
speak(words.lang);
place.streams.forEach(add);
place.refused.slice(0, 1).forEach((check) => chooser.refuse(check));
transport.tell('start');
chooser.keepAsking();
