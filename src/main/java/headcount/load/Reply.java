package headcount.load;

import headcount.load.Question.Cached;

/**
 * What came back to a question.
 *
 * @param status of HTTP; 0 if nothing came
 */
record Reply(int status, Cached cached) {
  static final Reply NONE = new Reply(0, Cached.NONE);
}
