package headcount.http;

import headcount.access.TokenCheck;
import headcount.access.TokenVerifier;
import java.time.InstantSource;

/** Says whose a bearer token is. Thread-safe; does not block. */
@FunctionalInterface
public interface Operators {
  /** Whose a token is. */
  enum Verdict {
    /** An operator's: it may change the catalogue. */
    OPERATOR,
    /** A good one, but a viewer's. */
    VIEWER,
    /** Malformed, badly signed, early, or ended. */
    BAD
  }

  /** Checks a token; never throws. */
  Verdict check(String token);

  /** By the verifier that the sockets use. */
  static Operators of(TokenVerifier verifier, InstantSource clock) {
    return token ->
        switch (verifier.verify(token, clock.instant())) {
          case TokenCheck.Token good -> good.operator() ? Verdict.OPERATOR : Verdict.VIEWER;
          case TokenCheck.Refused refused -> Verdict.BAD;
        };
  }
}
