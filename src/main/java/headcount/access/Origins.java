package headcount.access;

import java.util.List;
import java.util.Locale;

/**
 * The origins whose pages may open a WebSocket. An entry is an origin as browsers write it, {@code
 * https://tv.example}, the same with {@code :*} for any port, or {@code *} for every origin. An
 * absent {@code Origin} header is always admitted: it says that no browser is calling. Immutable.
 *
 * @param entries lower case
 */
public record Origins(List<String> entries) {
  private static final String ANY = "*";
  private static final String ANY_PORT = ":*";

  /** Refuses an entry that no origin could ever match. */
  public Origins {
    entries = entries.stream().map(entry -> entry.toLowerCase(Locale.ROOT)).toList();
    for (String entry : entries) {
      if (!entry.equals(ANY) && !entry.matches("[a-z][a-z0-9+.-]*://[^/?#@]+")) {
        throw new IllegalArgumentException(
            "headcount.access.origins: an origin must look like https://tv.example, https://tv.example:8443,"
                + " https://tv.example:* or *, was "
                + entry);
      }
    }
  }

  /** Whether a page of this origin may come in. */
  public boolean admit(String origin) {
    String said = origin.toLowerCase(Locale.ROOT);
    for (String entry : entries) {
      if (entry.equals(ANY) || entry.equals(said) || onAnyPort(entry, said)) {
        return true;
      }
    }
    return false;
  }

  private static boolean onAnyPort(String entry, String said) {
    if (!entry.endsWith(ANY_PORT)) {
      return false;
    }
    String site = entry.substring(0, entry.length() - ANY_PORT.length());
    return said.equals(site)
        || (said.startsWith(site + ":") && said.substring(site.length() + 1).matches("[0-9]{1,5}"));
  }
}
