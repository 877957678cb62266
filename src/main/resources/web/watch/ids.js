/**
 * The grammar of ids: 1 to 64 characters of letters, digits, "_" and "-".
 * Pure: no DOM, no clock.
 */

export const LONGEST = 64;

const WHOLE = /^[A-Za-z0-9_-]{1,64}$/;
const FOREIGN = /[^A-Za-z0-9_-]/u;

/**
 * Looks at what somebody typed. Blanks around it are forgiven, nothing else is.
 *
 * @returns {{ok: true, stream: string} | {ok: false, why: string, length: number, sign: string}}
 *     why is "empty", "characters" (sign is the first one that does not belong) or "long"
 */
export function checkStream(text) {
  const stream = String(text ?? '').trim();
  if (WHOLE.test(stream)) {
    return { ok: true, stream };
  }
  const foreign = FOREIGN.exec(stream);
  if (stream === '') {
    return refused('empty', stream, '');
  }
  return foreign ? refused('characters', stream, foreign[0]) : refused('long', stream, '');
}

function refused(why, stream, sign) {
  return { ok: false, why, length: [...stream].length, sign, text: stream };
}
