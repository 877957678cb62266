package headcount.http;

import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** Lets operators through, by {@code Authorization: Bearer}. Thread-safe. */
final class Bearer {
  private static final String SCHEME = "bearer ";
  private static final String HINT =
      "Send Authorization: Bearer with a token whose scope is operator.";

  private final Operators operators;

  Bearer(Operators operators) {
    this.operators = operators;
  }

  /** Returns if the request is an operator's; otherwise refuses with 401 or 403. */
  void checkOperator(HttpRequest request) {
    var given = request.getHeader("Authorization").map(HttpHeader::value).orElse("");
    if (!given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw Refusal.of(401, "token_missing", "an operator's token is needed here", HINT);
    }
    switch (operators.check(given.substring(SCHEME.length()).strip())) {
      case OPERATOR -> {}
      case VIEWER ->
          throw Refusal.of(403, "not_an_operator", "this token is not an operator's", HINT);
      case BAD ->
          throw Refusal.of(
              401, "bad_token", "this token is malformed, badly signed or has ended", HINT);
    }
  }
}
