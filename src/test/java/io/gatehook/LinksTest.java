package io.gatehook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every link between the project's pages, and from them to its files, leads somewhere. */
class LinksTest {
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:\\s]*)(?:#([^)\\s]*))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<Path> pages;
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      Stream<Path> own = Stream.of("README.md", "CHANGELOG.md").map(Path::of);
      pages = Stream.concat(own, docs.filter(each -> each.toString().endsWith(".md"))).toList();
    }
    List<String> dead = pages.stream().flatMap(LinksTest::dead).toList();

    assertThat(pages).hasSizeGreaterThan(10);
    assertThat(dead).isEmpty();
  }

  private static Stream<String> dead(Path page) {
    return LINK.matcher(text(page))
        .results()
        .filter(link -> !leadsSomewhere(page, link))
        .map(link -> page + ": " + link.group());
  }

  private static boolean leadsSomewhere(Path page, MatchResult link) {
    Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
    if (!Files.exists(target)) {
      return false;
    }
    String place = link.group(2);
    return place == null
        || HEADING
            .matcher(text(target))
            .results()
            .anyMatch(each -> name(each.group(1)).equals(place));
  }

  /** Of a heading in links, as the usual hosts make it. */
  private static String name(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
  }

  private static String text(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
