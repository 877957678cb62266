/**
 * What the page's address says, and back: `?stream=a&stream=b&lang=ko`, or the same after a `#`.
 * A token is only ever read from behind the `#`, and never written. Pure: addresses are texts.
 */

import { checkStream } from './ids.js';

export const LANGUAGES = ['en', 'ko'];

/** @returns {{streams: string[], refused: object[], lang: string | null, token: string | null}} */
export function readPlace(href) {
  const url = new URL(href);
  const hash = new URLSearchParams(url.hash.slice(1));
  const asked = [...url.searchParams.getAll('stream'), ...hash.getAll('stream')].map(checkStream);
  const lang = url.searchParams.get('lang') ?? hash.get('lang');
  return {
    streams: [...new Set(asked.filter((each) => each.ok).map((each) => each.stream))],
    refused: asked.filter((each) => !each.ok && each.why !== 'empty'),
    lang: LANGUAGES.includes(lang) ? lang : null,
    token: hash.get('token') || null,
  };
}

/** The address that shows the same streams again; everything behind the `#` is dropped. */
export function writePlace(href, { streams, lang }) {
  const url = new URL(href);
  url.hash = '';
  url.searchParams.delete('stream');
  url.searchParams.delete('lang');
  streams.forEach((stream) => url.searchParams.append('stream', stream));
  if (lang) {
    url.searchParams.set('lang', lang);
  }
  return url.pathname + url.search;
}

/** Korean for whoever prefers it to English, English for everybody else. */
export function preferredLanguage(languages) {
  const known = languages.map((each) => each.toLowerCase().split('-')[0]);
  return known.find((each) => LANGUAGES.includes(each)) ?? 'en';
}
