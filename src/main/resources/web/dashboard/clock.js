/** Times as people of one language read them on the clock of one zone. Pure; Unix ms. */

import { shifted } from './zone.js';

export class Clock {
  #formats;

  constructor(zone, lang) {
    this.zone = zone;
    this.name = zone === 'Asia/Seoul' ? 'KST' : zone;
    const locale = lang === 'ko' ? 'ko' : 'en-GB';
    const made = (options) => new Intl.DateTimeFormat(locale, { hourCycle: 'h23', timeZone: 'UTC', ...options });
    this.#formats = {
      time: made({ hour: '2-digit', minute: '2-digit' }),
      date: made({ day: 'numeric', month: 'short' }),
      full: made({ day: 'numeric', month: 'short', year: 'numeric', weekday: 'short' }),
      weekday: made({ weekday: 'short' }),
      moment: made({ day: 'numeric', month: 'short', weekday: 'short', hour: '2-digit', minute: '2-digit' }),
    };
  }

  #read(form, at) {
    return this.#formats[form].format(shifted(at, this.zone));
  }

  /** 21:05 */
  time(at) {
    return this.#read('time', at);
  }

  /** Sat 21 Nov, 21:05 */
  moment(at) {
    return this.#read('moment', at);
  }

  /** 21 Nov */
  date(at) {
    return this.#read('date', at);
  }

  /** A point of a chart: its day, or its day and time, as its step asks. */
  point(at, step) {
    return step === '1d' ? this.#read('full', at) : this.moment(at);
  }

  /** A calendar day, whatever the zone. */
  day(text) {
    return this.#formats.full.format(Date.parse(`${text}T00:00:00Z`));
  }

  /** A calendar day without its year and weekday. */
  shortDay(text) {
    return this.#formats.date.format(Date.parse(`${text}T00:00:00Z`));
  }

  /** Monday is 0. */
  weekday(index) {
    return this.#formats.weekday.format(Date.UTC(2024, 0, 1 + index));
  }

  /** A label of an axis whose times are shifted already: the day at midnight, else the time. */
  axis(wall) {
    return wall % 86_400_000 === 0 ? this.#formats.date.format(wall) : this.#formats.time.format(wall);
  }
}
