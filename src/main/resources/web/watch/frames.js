/**
 * The frames of the subprotocol headcount.v1: what the page sends as text, and what it reads.
 * Pure. What cannot be read is a value of type "malformed", never an exception.
 */

export const SUBPROTOCOL = 'headcount.v1';

const QUALITIES = new Set(['exact', 'recovering', 'stale']);

/** The first frame. A token goes alone; without one the device says which anonymous viewer this is. */
export function connect({ token = null, device = null, resume = null }) {
  const frame = { type: 'connect' };
  if (token) {
    frame.token = token;
  } else if (device) {
    frame.device = device;
  }
  if (resume) {
    frame.resume = resume;
  }
  return frame;
}

export const join = (stream) => ({ type: 'join', stream });
export const leave = (stream) => ({ type: 'leave', stream });
export const heartbeat = () => ({ type: 'heartbeat' });
export const refresh = (token) => ({ type: 'refresh', token });

/** Reads one text frame; fields that are not known are left alone. */
export function read(text) {
  let frame;
  try {
    frame = JSON.parse(text);
  } catch {
    return malformed('no JSON');
  }
  if (frame === null || typeof frame !== 'object' || Array.isArray(frame)) {
    return malformed('no object');
  }
  if (!Object.hasOwn(CHECKS, frame.type)) {
    return { type: 'unknown', name: String(frame.type) };
  }
  return CHECKS[frame.type](frame) ? frame : malformed(`${frame.type} lacks a field`);
}

const CHECKS = {
  connected: (f) => isText(f.session) && isText(f.viewer) && isCount(f.heartbeatMillis),
  joined: isFigures,
  viewers: isFigures,
  left: (f) => isText(f.stream),
  error: (f) => isText(f.code),
  reconnect: (f) => isCount(f.retryAfterMillis),
};

function isFigures(f) {
  return (
    isText(f.stream) &&
    isCount(f.viewers) &&
    isCount(f.connections) &&
    isCount(f.anonymous) &&
    QUALITIES.has(f.quality)
  );
}

const isText = (value) => typeof value === 'string' && value !== '';
const isCount = (value) => Number.isFinite(value) && value >= 0;
const malformed = (why) => ({ type: 'malformed', why });
