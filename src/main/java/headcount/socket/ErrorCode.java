package headcount.socket;

import java.util.Locale;

/** Why a frame was refused while its connection stays. */
enum ErrorCode {
  BAD_FRAME,
  BAD_STREAM,
  BAD_TOKEN,
  TOO_MANY_STREAMS,
  PASS_REQUIRED;

  /** As clients see it: {@code bad_frame}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
