/** Which times the page asks for: a range of the bar becomes instants and a step. Pure; Unix ms. */

import { dayOf, dayStart, plusDays } from './zone.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = { '5m': 5 * MINUTE, '1h': HOUR, '1d': DAY };
const BUSINESS = 'Asia/Seoul';

/** Ranges of the bar: how many days, in which step. */
export const RANGES = { '24h': [1, '5m'], '7d': [7, '1h'], '30d': [30, '1h'], '90d': [90, '1d'] };

/** @returns {{from: number, to: number, step: string} | {wrong: string}} half-open, whole steps */
export function periodOf({ range, from, to, zone }, now) {
  if (range === 'own') {
    return own(from, to, zone, now);
  }
  const [days, step] = RANGES[range];
  if (step === '1d') {
    const today = dayOf(now, zone);
    return { from: dayStart(today, zone, -days), to: dayStart(today, zone), step };
  }
  const end = Math.floor(now / STEPS[step]) * STEPS[step];
  return { from: end - days * DAY, to: end, step };
}

/** From the begin of the first day to the end of the last one, but not into the future. */
function own(from, to, zone, now) {
  if (!from || !to) {
    return { wrong: 'own.missing' };
  }
  if (from > to) {
    return { wrong: 'own.order' };
  }
  const begin = dayStart(from, zone);
  const days = Math.round((dayStart(to, zone, 1) - begin) / DAY);
  const step = days <= 2 ? '5m' : days <= 35 ? '1h' : '1d';
  const ended = step === '1d' ? dayStart(dayOf(now, zone), zone) : Math.floor(now / STEPS[step]) * STEPS[step];
  const end = Math.min(dayStart(to, zone, 1), ended);
  return begin < end ? { from: begin, to: end, step } : { wrong: 'own.future' };
}

/**
 * The whole business days (of Seoul) behind what is told by days: as many as the period has, ending
 * with the last that is over at its end, or 28 where it has less than `least`.
 */
export function businessDays({ from, to }, least = 7) {
  const last = dayOf(to, BUSINESS);
  const days = Math.max(1, Math.round((to - from) / DAY));
  const longer = days < least;
  return { from: dayStart(plusDays(last, longer ? -28 : -days), BUSINESS), to: dayStart(last, BUSINESS), longer };
}

export const businessDayOf = (at) => dayOf(at, BUSINESS);

export const stepMillis = (step) => STEPS[step];
