package headcount.store.redis;

import headcount.audience.Rankings.CursorExpired;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where the next page of a ranking begins.
 *
 * @param rankKey the ranking that it belongs to
 * @param snapshot id of the snapshot
 * @param asOfMillis when the snapshot was made, Unix ms
 * @param offset first place of the page, from 0
 * @param issuedMillis when the cursor was handed out, Unix ms
 */
record RankCursor(String rankKey, String snapshot, long asOfMillis, int offset, long issuedMillis) {

  String text() {
    var plain =
        String.join(" ", rankKey, snapshot, "" + asOfMillis, "" + offset, "" + issuedMillis);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws CursorExpired if it is nothing of the kind, or of another ranking
   */
  static RankCursor read(String text, String rankKey) {
    try {
      var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
      var words = plain.split(" ", -1);
      if (words.length != 5 || !words[0].equals(rankKey) || !words[1].matches("[0-9a-z]{1,40}")) {
        throw new CursorExpired();
      }
      var offset = Integer.parseInt(words[3]);
      if (offset < 0) {
        throw new CursorExpired();
      }
      return new RankCursor(
          rankKey, words[1], Long.parseLong(words[2]), offset, Long.parseLong(words[4]));
    } catch (IllegalArgumentException e) {
      throw new CursorExpired();
    }
  }
}
