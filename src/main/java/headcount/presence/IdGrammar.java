package headcount.presence;

/** The grammar that stream, category, broadcaster and event ids share. */
final class IdGrammar {
  static final int LONGEST = 64;

  private IdGrammar() {}

  /**
   * Hands the text back if it is an id.
   *
   * @param kind what the id names, for the message: "stream"
   * @throws IllegalArgumentException naming the bound and the length or the character that broke it
   */
  static String checked(String kind, String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new IllegalArgumentException(
          kind
              + " id must be 1 to 64 characters of [A-Za-z0-9_-], was "
              + text.length()
              + " characters");
    }
    for (int i = 0; i < text.length(); i++) {
      if (!allowed(text.charAt(i))) {
        throw new IllegalArgumentException(
            kind
                + " id must be 1 to 64 characters of [A-Za-z0-9_-], character "
                + (i + 1)
                + " is not");
      }
    }
    return text;
  }

  static boolean matches(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!allowed(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean allowed(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }
}
