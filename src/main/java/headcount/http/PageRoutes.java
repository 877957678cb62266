package headcount.http;

import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.get;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.util.ByteString;

/**
 * The files of the watch page, from the class path's {@code web/} folder. A name is letters,
 * digits, dots, underscores and hyphens, and begins with no dot, so nothing outside can be named.
 */
final class PageRoutes extends Routes {
  private static final Pattern PATH =
      Pattern.compile("/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/){0,8}[A-Za-z0-9_-][A-Za-z0-9._-]*");

  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:; object-src 'none'; "
          + "base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

  private static final Map<String, ContentType> TYPES =
      Map.ofEntries(
          Map.entry("html", ContentTypes.TEXT_HTML_UTF8),
          Map.entry("js", MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8)),
          Map.entry("mjs", MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8)),
          Map.entry("css", MediaTypes.TEXT_CSS.toContentType(HttpCharsets.UTF_8)),
          Map.entry("txt", ContentTypes.TEXT_PLAIN_UTF8),
          Map.entry("json", ContentTypes.APPLICATION_JSON),
          Map.entry("map", ContentTypes.APPLICATION_JSON),
          Map.entry("webmanifest", ContentTypes.APPLICATION_JSON),
          Map.entry("svg", MediaTypes.IMAGE_SVG_XML.toContentType()),
          Map.entry("png", MediaTypes.IMAGE_PNG.toContentType()),
          Map.entry("ico", MediaTypes.IMAGE_X_ICON.toContentType()),
          Map.entry("woff2", MediaTypes.FONT_WOFF_2.toContentType()));

  private final Map<String, StoredFile> files = new ConcurrentHashMap<>();

  Route routes() {
    return extractRequest(
        request ->
            file(request.getUri().path())
                .map(file -> get(() -> now(asked -> answer(asked, file))))
                .orElseGet(Directives::reject));
  }

  private Optional<StoredFile> file(String path) {
    var name = path.equals("/") ? "/index.html" : path;
    if (!PATH.matcher(name).matches()) {
      return Optional.empty();
    }
    var known = files.get(name);
    return known != null ? Optional.of(known) : read(name);
  }

  /** A name without an ending that we serve is no file: on a class path folders can be read too. */
  private Optional<StoredFile> read(String name) {
    var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      return Optional.empty();
    }
    try (var in = PageRoutes.class.getResourceAsStream("/web" + name)) {
      if (in == null) {
        return Optional.empty();
      }
      var bytes = in.readAllBytes();
      var file = new StoredFile(type, ByteString.fromArray(bytes), Answers.etag(bytes));
      files.put(name, file);
      return Optional.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse answer(HttpRequest request, StoredFile file) {
    return Answers.tagged(request, file.type(), file.bytes(), file.etag(), Answers.REVALIDATE)
        .addHeader(RawHeader.create("Content-Security-Policy", CONTENT_SECURITY_POLICY))
        .addHeader(RawHeader.create("Referrer-Policy", "no-referrer"));
  }

  /** A file as it is served; kept, since the class path does not change. */
  private record StoredFile(ContentType type, ByteString bytes, String etag) {}
}
