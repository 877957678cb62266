import { fact, same } from './check.js';
import { checkStream } from '../watch/ids.js';
import * as frames from '../watch/frames.js';
import { preferredLanguage, readPlace, writePlace } from '../watch/place.js';
import { afterBusyMillis, afterClose, capMillis, jitterMillis } from '../watch/policy.js';
import { EN } from '../watch/words-en.js';
import { KO } from '../watch/words-ko.js';
import { Words } from '../watch/words.js';

fact('an id of 1 to 64 letters, digits, _ and - is a stream', () => {
  for (const id of ['a', 'S_1-x', 'x'.repeat(64), ' s1 ']) {
    same(checkStream(id).ok, true, id);
  }
  same(checkStream('').why, 'empty');
  same(checkStream('x'.repeat(65)).why, 'long');
  same(checkStream('x'.repeat(65)).length, 65);
  same(checkStream('a b').sign, ' ');
  same(checkStream('방송').sign, '방');
  same(checkStream('a\nb').ok, false);
  same(checkStream('😀').sign, '😀');
});

fact('every close code has the advice that the protocol gives', () => {
  const advice = {
    retry: [1001, 1006, 1012, 1013, 4408, 4429],
    token: [4401],
    stop: [1002, 1007, 1008, 1009, 4400, 4403, 4409],
    closed: [1000],
  };
  for (const [expected, codes] of Object.entries(advice)) {
    codes.forEach((code) => same(afterClose(code), expected, code));
    codes.forEach((code) => same(`close.${code}` in EN && `close.${code}` in KO, true, code));
  }
});

fact('attempt n waits at most half a second doubled n times, and never more than 20 s', () => {
  same([0, 1, 2, 3, 4, 5, 6, 60].map(capMillis), [500, 1000, 2000, 4000, 8000, 16000, 20000, 20000]);
  same(jitterMillis(3, () => 0), 0);
  same(jitterMillis(3, () => 0.25), 1000);
});

fact('a busy server is given its time and up to as much again', () => {
  same([0, 0.5].map((chance) => afterBusyMillis(2000, () => chance)), [2000, 3000]);
});

fact('a first frame carries a token alone, or a device', () => {
  same(frames.connect({ token: 't', device: 'd', resume: 'r' }), { type: 'connect', token: 't', resume: 'r' });
  same(frames.connect({ device: 'd' }), { type: 'connect', device: 'd' });
  same(frames.connect({}), { type: 'connect' });
});

fact('what is no frame is a value', () => {
  const viewers = { type: 'viewers', stream: 's', viewers: 1, connections: 1, anonymous: 0, quality: 'exact' };
  same(frames.read(JSON.stringify({ ...viewers, later: true })).later, true);
  for (const text of ['', '[]', 'null', '{"type":"left"}', JSON.stringify({ ...viewers, viewers: '1' }),
    JSON.stringify({ ...viewers, quality: 'good' }), JSON.stringify({ ...viewers, viewers: -1 })]) {
    same(frames.read(text).type, 'malformed', text);
  }
  same(frames.read('{"type":"later"}').type, 'unknown');
  same(frames.read('{"type":"toString"}').type, 'unknown');
});

fact('an address names its streams once each, and keeps a token out of what is written back', () => {
  const place = readPlace('http://x/?stream=a&stream=b&stream=a&lang=ko#token=secret&stream=c&stream=a%20b');
  same(place.streams, ['a', 'b', 'c']);
  same(place.refused.map((each) => each.text), ['a b']);
  same([place.lang, place.token], ['ko', 'secret']);
  same(writePlace('http://x/?stream=z&keep=1#token=t', { streams: ['a', 'b'], lang: 'en' }), '/?keep=1&stream=a&stream=b&lang=en');
  same(readPlace('http://x/?lang=fr').lang, null);
});

fact('Korean is for whoever prefers it to English', () => {
  same(preferredLanguage(['ko-KR', 'en']), 'ko');
  same(preferredLanguage(['fr', 'en-GB', 'ko']), 'en');
  same(preferredLanguage(['fr']), 'en');
});

fact('both languages say the same things with the same values', () => {
  same(Object.keys(KO), Object.keys(EN));
  const values = (sentence) => [...sentence.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
  Object.keys(EN).forEach((key) => same(values(KO[key]), values(EN[key]), key));
  same(new Words('ko').say('state.waiting.in', { seconds: 7 }), '7초 뒤 다시 시도');
  same(new Words('en').close(4999), 'The connection ended with code 4999.');
});
