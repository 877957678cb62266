package headcount.http;

import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaRange;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.Accept;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * One answer in two forms: JSON, or a table where the client prefers {@code text/csv}.
 *
 * @param body for JSON
 * @param table for CSV, with the same figures
 * @param cacheControl for both
 */
record Shown(Object body, Table table, String cacheControl) {
  private static final int LINES_AT_ONCE = 200;
  static final HttpHeader VARY = RawHeader.create("Vary", "Accept");
  private static final ContentType.NonBinary CSV =
      MediaTypes.TEXT_CSV.toContentType(HttpCharsets.UTF_8);

  /** In the form that the request prefers. */
  HttpResponse to(HttpRequest request) {
    var shown =
        prefersCsv(request) ? csv(request) : Answers.cachedJson(request, body, cacheControl);
    return shown.addHeader(VARY);
  }

  private HttpResponse csv(HttpRequest request) {
    var mark = Query.of(request).on("bom");
    var etag = Answers.etag(Json.bytes(body)).replaceFirst("\"$", mark ? "-csv-bom\"" : "-csv\"");
    if (Answers.has(request, etag)) {
      return Answers.notModified(etag, cacheControl);
    }
    Source<ByteString, NotUsed> chunks =
        Source.fromIterator(() -> table.lines(mark))
            .grouped(LINES_AT_ONCE)
            .map(lines -> ByteString.fromString(String.join("", lines)));
    return HttpResponse.create()
        .withEntity(HttpEntities.createChunked(CSV, chunks))
        .addHeader(Answers.cacheControl(cacheControl))
        .addHeader(RawHeader.create("ETag", etag))
        .addHeader(
            RawHeader.create(
                "Content-Disposition", "attachment; filename=\"" + table.name() + ".csv\""));
  }

  /** Named as such, and liked better than JSON. */
  static boolean prefersCsv(HttpRequest request) {
    float csv = 0;
    float json = 0;
    for (var header : request.getHeaders()) {
      if (header instanceof Accept accept) {
        for (var range : accept.getMediaRanges()) {
          csv = Math.max(csv, named(range, "text", "csv"));
          json = Math.max(json, named(range, "application", "json"));
        }
      }
    }
    return csv > json;
  }

  private static float named(MediaRange range, String type, String subtype) {
    return range.mainType().equals(type) && range.toString().startsWith(type + "/" + subtype)
        ? range.qValue()
        : 0;
  }
}
