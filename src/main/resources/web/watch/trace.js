/**
 * The geometry of a sparkline: samples in, SVG path data out. Pure; units are those of the view box.
 */

import { WINDOW_MILLIS } from './samples.js';

/**
 * @returns {{line: string, area: string, low: number, high: number, end: {x, y} | null}}
 *     end is where the trace stands now, null where the count is not known now
 */
export function trace(samples, now, { width, height, pad = 6 }) {
  const begin = now - WINDOW_MILLIS;
  const scale = verticalScale(samples, height, pad);
  const x = (at) => round(((Math.max(at, begin) - begin) / WINDOW_MILLIS) * width);
  let line = '';
  let area = '';
  for (const run of runs(samples, now)) {
    const steps = run
      .map(({ at, until, viewers }) => `${x(at)} ${scale.y(viewers)}H${x(until)}`)
      .join('L');
    line += `M${steps}`;
    area += `M${x(run[0].at)} ${height}L${steps}V${height}Z`;
  }
  const last = samples.at(-1);
  const end = last && last.viewers !== null ? { x: width, y: scale.y(last.viewers) } : null;
  return { line, area, low: scale.low, high: scale.high, end };
}

/** Unbroken stretches: each holds its count from `at` until the next sample, the last one until now. */
function runs(samples, now) {
  const found = [];
  let run = [];
  samples.forEach(({ at, viewers }, i) => {
    if (viewers !== null) {
      run.push({ at, until: samples[i + 1]?.at ?? now, viewers });
    }
    if (run.length && (viewers === null || i === samples.length - 1)) {
      found.push(run);
      run = [];
    }
  });
  return found;
}

/** A flat line runs in the middle; small counts stand on zero, large ones fill the height. */
function verticalScale(samples, height, pad) {
  const known = samples.map((sample) => sample.viewers).filter((viewers) => viewers !== null);
  const high = known.length ? Math.max(...known) : 0;
  const low = known.length ? Math.min(...known) : 0;
  const floor = low < high / 2 ? 0 : low;
  const span = high - floor;
  const room = height - 2 * pad;
  const y = (viewers) => round(span ? pad + room * (1 - (viewers - floor) / span) : height / 2);
  return { low, high, y };
}

const round = (value) => Math.round(value * 10) / 10;
