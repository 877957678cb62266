/** The viewers' line: this period, the one before it dashed, gaps open, what was recovering shaded. */

import { axis, colours, draw, plot, tip, walk } from './chart.js';
import { changeOf, make } from './dom.js';
import { stepMillis } from './period.js';
import { shifted } from './zone.js';
import { ADDRESS } from './api.js';

/** Whether anything was measured, and if not, whether somebody was on air. Pure. */
export function judgeCompare(body) {
  if (body.pairs.some((pair) => pair.current !== null)) {
    return 'ok';
  }
  const aired = (body.totals?.airtimeHours?.current ?? 0) > 0 || (body.totals?.broadcasts?.current ?? 0) > 0;
  return aired ? 'unmeasured' : 'silent';
}

/** Spans `[from, to)` of whole steps of which a part was recovering, side by side ones as one. Pure. */
export function recoveringSpans(points, step) {
  const spans = [];
  for (const { at, recovering } of points) {
    if (recovering > 0) {
      const from = Date.parse(at);
      const last = spans.at(-1);
      if (last && last[1] === from) {
        last[1] = from + step;
      } else {
        spans.push([from, from + step]);
      }
    }
  }
  return spans;
}

/** Indices of points that stand alone between gaps: a line would not show them. Pure. */
export function lonely(values) {
  return values.flatMap((value, i) => (value !== null && (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null ? [i] : []));
}

function seriesOf(name, times, values, more) {
  const alone = new Set(lonely(values));
  return {
    name,
    type: 'line',
    data: times.map((at, i) => [at, values[i]]),
    connectNulls: false,
    showSymbol: true,
    symbol: 'circle',
    symbolSize: (_, { dataIndex }) => (alone.has(dataIndex) ? 5 : 0),
    ...more,
  };
}

/** The options of the chart. Pure but for the page's colours. */
export function lineOption(body, view, spans) {
  const { words, clock, place } = view;
  const colour = colours();
  const times = body.pairs.map((pair) => shifted(Date.parse(pair.at), place.zone));
  const current = seriesOf(words.say('line.current'), times, body.pairs.map((p) => p.current), {
    lineStyle: { width: 2, color: colour.accent },
    itemStyle: { color: colour.accent },
    areaStyle: { color: colour.wash },
    markArea: {
      silent: true,
      itemStyle: { color: colour.warn, opacity: 0.18 },
      data: spans.map(([from, to]) => [{ xAxis: shifted(from, place.zone) }, { xAxis: shifted(to, place.zone) }]),
    },
  });
  const previous = seriesOf(words.say('line.previous'), times, body.pairs.map((p) => p.previous), {
    lineStyle: { width: 1.5, type: [5, 4], color: colour.second },
    itemStyle: { color: colour.second },
  });
  return {
    grid: { left: 4, right: 12, top: 16, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: axis({ type: 'time', axisLabel: { formatter: (wall) => clock.axis(wall) } }),
    yAxis: axis({ type: 'value', min: 0, splitNumber: 4, lines: true, axisLabel: { formatter: (v) => words.compact(v) } }),
    tooltip: tip('axis', (shown) => tipOf(body.pairs[[shown].flat()[0].dataIndex], body, view)),
    series: place.compare === 'none' ? [current] : [current, previous],
  };
}

function tipOf(pair, body, view) {
  const { words, clock, place } = view;
  const line = (mark, name, value, when) => make('p', { class: 'tip-line' },
    make('i', { class: `key ${mark}` }), make('span', {}, name), make('b', {}, words.count(value)), when ? make('small', {}, when) : null);
  const rows = [line('now', words.say('line.current'), pair.current, null)];
  if (place.compare !== 'none') {
    rows.push(line('before', words.say('line.previous'), pair.previous, clock.point(Date.parse(pair.againstAt), body.step)));
    rows.push(make('p', { class: 'tip-line' }, make('span', {}, words.say('change')), changeOf(pair.rate, words)));
  }
  return make('div', {}, make('p', { class: 'tip-head' }, `${clock.point(Date.parse(pair.at), body.step)} ${clock.name}`), ...rows);
}

function legend(view, spans) {
  const { words, place } = view;
  const entry = (mark, text) => make('li', {}, make('i', { class: `key ${mark}` }), text);
  return make('ul', { class: 'legend' }, entry('now', words.say('line.current')),
    place.compare === 'none' ? null : entry('before', words.say(`compare.${place.compare}`)),
    spans.length ? entry('recovering', words.say('line.recovering')) : null);
}

function rowsOf(body, view) {
  const { words, clock, place } = view;
  const compared = place.compare !== 'none';
  const columns = [{ name: `${words.say('time')} (${clock.name})` }, { name: words.say('line.current'), number: true }];
  if (compared) {
    columns.push({ name: words.say('line.previous'), number: true }, { name: words.say('change'), number: true });
  }
  const lines = () => body.pairs.map((pair) => ({
    at: pair.at,
    cells: [clock.point(Date.parse(pair.at), body.step), words.count(pair.current),
      ...(compared ? [words.count(pair.previous), changeOf(pair.rate, words)] : [])],
  }));
  return { caption: words.say('line.title'), columns, lines };
}

export const LINE = {
  address: ADDRESS.compare,
  also: ADDRESS.history,
  judge: judgeCompare,
  draw(content, body, view, history) {
    const { words, clock } = view;
    const measured = history?.points ?? body.pairs;
    const spans = recoveringSpans(measured, stepMillis(body.step));
    const element = plot(content, 'tall');
    content.querySelector('.legend')?.remove();
    content.prepend(legend(view, spans));
    const top = body.pairs.reduce((best, pair) => (pair.current > (best?.current ?? -1) ? pair : best), null);
    const label = words.say('line.label', {
      most: words.count(top.current), at: clock.point(Date.parse(top.at), body.step), average: words.count(body.totals?.average?.current),
    });
    const chart = draw(element, lineOption(body, view, spans), { words, label });
    walk(element, chart, body.pairs.length, (i) => {
      content.parentElement.querySelector('[data-part="spoken"]').textContent =
        `${clock.point(Date.parse(body.pairs[i].at), body.step)}: ${words.count(body.pairs[i].current)}`;
    });
    const coverage = body.coverage ?? 1;
    const about = words.say('line.about', { each: words.say(`each.${body.step}`) })
      + (coverage < 0.995 ? ` ${words.say('line.coverage', { part: words.percent(coverage, 0) })}` : '');
    return { about, rows: rowsOf(body, view) };
  },
};
