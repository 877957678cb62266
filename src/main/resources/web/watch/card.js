/** One stream on the page: the count, its course, its parts and how far it can be trusted. */

import { Digits } from './digits.js';
import { field, part, translate, write } from './dom.js';
import { trace } from './trace.js';

const CHART = { width: 600, height: 120, pad: 10 };
const MINUTE = 60_000;
const SPOKEN_EVERY_MILLIS = 10_000;

export class Card {
  #words = null;
  #spokenAt = 0;

  constructor(stream, { onRemove, onRejoin }) {
    const template = document.getElementById('card').content.firstElementChild;
    this.stream = stream;
    this.element = template.cloneNode(true);
    this.element.dataset.stream = stream;
    write(part(this.element, 'name'), stream);
    part(this.element, 'remove').addEventListener('click', () => onRemove(stream));
    part(this.element, 'rejoin').addEventListener('click', () => onRejoin(stream));
    this.digits = ['viewers', 'connections', 'anonymous'].map((name) => ({
      name,
      digits: new Digits(field(this.element, name)),
    }));
  }

  /** The title of the broadcast, where the ranking knows one. */
  setTitle(title) {
    const about = part(this.element, 'about');
    about.hidden = !title || title === this.stream;
    write(about, about.hidden ? '' : title);
  }

  show(entry, words, now) {
    if (words !== this.#words) {
      this.#words = words;
      translate(this.element, words);
      const label = words.say('remove', { stream: this.stream });
      part(this.element, 'remove').setAttribute('aria-label', label);
    }
    const figures = entry.figures;
    for (const { name, digits } of this.digits) {
      digits.show(figures ? figures[name] : null, (value) => words.number(value));
    }
    this.#showQuality(entry);
    this.#speak(entry, now);
    this.showChart(entry, now);
  }

  #showQuality(entry) {
    const quality = qualityOf(entry);
    const time = entry.figures ? this.#words.time(entry.figures.asOf ?? 0) : '';
    this.element.dataset.quality = quality;
    const name = field(this.element, 'quality');
    name.dataset.value = quality;
    write(name, this.#words.say(`quality.${quality}`));
    const words =
      quality === 'refused'
        ? this.#words.error(entry.code)
        : this.#words.say(`quality.${quality}.words`, { time });
    write(part(this.element, 'quality-words'), words);
    part(this.element, 'rejoin').hidden = quality !== 'ended' && quality !== 'refused';
  }

  /** Said aloud now and then: four times a second would drown everything else. */
  #speak(entry, now) {
    if (!entry.current || now - this.#spokenAt < SPOKEN_EVERY_MILLIS) {
      return;
    }
    this.#spokenAt = now;
    const viewers = this.#words.number(entry.figures.viewers);
    const text = this.#words.say('spoken', { stream: this.stream, viewers });
    write(part(this.element, 'spoken'), text);
  }

  /** Draws the last minutes; called with every count and once a second besides, as time goes on. */
  showChart(entry, now) {
    const drawn = trace(entry.samples.list(), now, CHART);
    part(this.element, 'line').setAttribute('d', drawn.line);
    part(this.element, 'area').setAttribute('d', drawn.area);
    const dot = part(this.element, 'now');
    dot.hidden = drawn.end === null;
    dot.style.setProperty('--y', drawn.end ? drawn.end.y / CHART.height : 0);
    const [low, high] = [drawn.low, drawn.high].map((value) => this.#words.number(value));
    const label = this.#words.say('chart.label', { stream: this.stream, low, high });
    part(this.element, 'chart').setAttribute('aria-label', label);
    this.#showChange(entry.samples.change(now, MINUTE));
  }

  #showChange(change) {
    const element = part(this.element, 'change');
    const key = change === null ? null : change > 0 ? 'up' : change < 0 ? 'down' : 'even';
    const size = this.#words.number(Math.abs(change ?? 0));
    element.dataset.way = key ?? '';
    write(element, key ? this.#words.say(`chart.${key}`, { change: size }) : '');
  }
}

/** What the page says of the count: the server's word for it while it is live. */
function qualityOf(entry) {
  if (entry.phase !== 'watching') {
    return entry.phase;
  }
  return entry.current ? entry.figures.quality : 'offline';
}
