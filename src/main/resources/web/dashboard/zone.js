/**
 * Wall clocks of time zones, for a chart library that knows only UTC and the browser's own: an
 * instant is shifted by its zone's offset and drawn as if it were UTC. Times are Unix ms. Pure.
 */

const DAY = 86_400_000;
const formats = new Map();

function format(zone) {
  if (!formats.has(zone)) {
    formats.set(zone, new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric',
      hour: 'numeric', minute: 'numeric', second: 'numeric',
    }));
  }
  return formats.get(zone);
}

/** How far that zone's clock is ahead of UTC at that instant. */
export function offsetMillis(at, zone) {
  if (zone === 'UTC') {
    return 0;
  }
  const whole = Math.floor(at / 1000) * 1000;
  const parts = Object.fromEntries(format(zone).formatToParts(whole).map((p) => [p.type, Number(p.value)]));
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second) - whole;
}

/** The instant whose UTC reading is what that zone's clock reads at `at`. */
export function shifted(at, zone) {
  return at + offsetMillis(at, zone);
}

/** The instant at which that zone's clock reads what `wall` reads in UTC; the later one if twice. */
export function unshifted(wall, zone) {
  const guess = wall - offsetMillis(wall, zone);
  return wall - offsetMillis(guess, zone);
}

/** The day that holds the instant, as `2026-11-21`. */
export function dayOf(at, zone) {
  return new Date(shifted(at, zone)).toISOString().slice(0, 10);
}

/** When that day begins; `days` later than it if given. */
export function dayStart(day, zone, days = 0) {
  return unshifted(Date.parse(`${day}T00:00:00Z`) + days * DAY, zone);
}

/** The day so many days later, as text. */
export function plusDays(day, days) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}
