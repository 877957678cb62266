/** What the coming days may look like, how sure that is, and how well it would have done before. */

import { ADDRESS } from './api.js';
import { axis, colours, draw, plot, tip, walk } from './chart.js';
import { make, tableOf } from './dom.js';
import { shifted } from './zone.js';

export function judgeForecast({ points }) {
  return points?.length ? (points.some((point) => point.value > 0) ? 'ok' : 'silent') : 'short';
}

function option(body, view) {
  const { words, clock, place } = view;
  const colour = colours();
  const times = body.points.map((point) => shifted(Date.parse(point.at), place.zone));
  const line = (values, more) => ({ type: 'line', showSymbol: false, data: times.map((at, i) => [at, values[i]]), ...more });
  return {
    grid: { left: 4, right: 12, top: 12, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: axis({ type: 'time', axisLabel: { formatter: (wall) => clock.axis(wall) } }),
    yAxis: axis({ type: 'value', min: 0, splitNumber: 4, lines: true, axisLabel: { formatter: (v) => words.compact(v) } }),
    tooltip: tip('axis', (shown) => tipOf(body.points[[shown].flat()[0].dataIndex], body, view)),
    series: [
      line(body.points.map((p) => p.value), { z: 3, lineStyle: { width: 2, color: colour.accent }, itemStyle: { color: colour.accent } }),
      line(body.points.map((p) => p.low), { stack: 'band', silent: true, lineStyle: { opacity: 0 }, areaStyle: { opacity: 0 } }),
      line(body.points.map((p) => (p.high === null ? null : p.high - p.low)), {
        stack: 'band', silent: true, lineStyle: { opacity: 0 }, areaStyle: { color: colour.accent, opacity: 0.2 },
      }),
    ],
  };
}

function tipOf(point, body, { words, clock }) {
  const line = (name, value) => make('p', { class: 'tip-line' }, make('span', {}, name), make('b', {}, value));
  return make('div', {}, make('p', { class: 'tip-head' }, `${clock.moment(Date.parse(point.at))} ${clock.name}`),
    line(words.say('forecast.value'), words.count(point.value)),
    line(words.say('forecast.band', { part: words.percent(body.interval, 0) }), `${words.count(point.low)} – ${words.count(point.high)}`));
}

/** The errors it would have made on what is known, beside the same for repeating last week. */
function backtest(body, { words }) {
  const { backtest: test } = body;
  const columns = [{ name: words.say('forecast.method') }, ...['wape', 'mape', 'mase', 'coverage80'].map((name) => ({ name: words.say(`forecast.${name}`), number: true }))];
  const line = (name, it) => ({
    cells: [words.say(`method.${name}`), words.percent(it?.wape), words.percent(it?.mape), words.ratio(it?.mase), words.percent(it?.coverage80, 0)],
  });
  const rows = body.method === 'seasonal-naive' ? [line('seasonal-naive', test)] : [line(body.method, test), line('seasonal-naive', test.seasonalNaive)];
  const scroll = make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': words.say('forecast.backtest') },
    tableOf(words.say('forecast.backtest'), columns, rows));
  return make('div', { class: 'backtest' },
    make('h3', {}, words.say('forecast.backtest')),
    make('p', { class: 'about' }, words.say('forecast.origins', { number: words.count(test.origins) })), scroll);
}

function rowsOf(body, { words, clock }) {
  const columns = [{ name: `${words.say('time')} (${clock.name})` }, { name: words.say('forecast.value'), number: true },
    { name: words.say('forecast.low'), number: true }, { name: words.say('forecast.high'), number: true }];
  const lines = () => body.points.map((point) => ({
    at: point.at, cells: [clock.moment(Date.parse(point.at)), words.count(point.value), words.count(point.low), words.count(point.high)],
  }));
  return { caption: words.say('forecast.title'), columns, lines };
}

export const FORECAST = {
  address: ADDRESS.forecast,
  judge: judgeForecast,
  draw(content, body, view) {
    const { words, clock } = view;
    const element = plot(content, 'medium');
    const top = body.points.reduce((best, point) => (point.value > (best?.value ?? -1) ? point : best), null);
    const label = words.say('forecast.label', { at: clock.moment(Date.parse(top.at)), most: words.count(top.value) });
    const chart = draw(element, option(body, view), { words, label });
    walk(element, chart, body.points.length, (i) => {
      const point = body.points[i];
      content.parentElement.querySelector('[data-part="spoken"]').textContent =
        `${clock.moment(Date.parse(point.at))}: ${words.count(point.value)}`;
    });
    content.querySelector('.backtest')?.remove();
    if (body.backtest) {
      content.append(backtest(body, view));
    }
    const part = words.percent(body.interval, 0);
    return { about: words.say(`forecast.about.${body.method}`, { part }), rows: rowsOf(body, view) };
  },
};
