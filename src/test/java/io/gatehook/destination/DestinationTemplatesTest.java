package io.gatehook.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestinationTemplatesTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path directory;

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - SECOND / 2);
  private long changed = 1_000_000;

  @Test
  void everyFileOfTheRepositoryIsShipped() throws IOException {
    try (var files = Files.list(Path.of("server-config/templates"))) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted())
          .isEqualTo(DestinationTemplates.SHIPPED.stream().map(name -> name + ".vm").toList());
    }
  }

  @Test
  void worksWithoutADirectory() throws TemplateFailure {
    var templates = new DestinationTemplates(directory.resolve("absent"), nanos::get);

    assertThat(templates.all()).hasSize(DestinationTemplates.SHIPPED.size());
    assertThat(templates.find("slack")).isPresent();
    assertThat(templates.find("none")).isEmpty();
  }

  @Test
  void filesOfTheDirectoryAddAndReplace() throws Exception {
    write("mine", "mine");
    write("slack", "my slack");
    var templates = templates();

    assertThat(rendered(templates, "mine")).isEqualTo("mine");
    assertThat(rendered(templates, "slack")).isEqualTo("my slack");
    assertThat(names(templates)).hasSize(DestinationTemplates.SHIPPED.size() + 1).isSorted();
  }

  @Test
  void takesEditsWithinASecondButNotAtOnce() throws Exception {
    write("mine", "one");
    var templates = templates();

    write("mine", "two");
    assertThat(rendered(templates, "mine")).isEqualTo("one");
    nanos.addAndGet(SECOND);
    assertThat(rendered(templates, "mine")).isEqualTo("two");

    Files.delete(directory.resolve("mine.vm"));
    write("new", "three");
    nanos.addAndGet(SECOND);
    assertThat(templates.find("mine")).isEmpty();
    assertThat(rendered(templates, "new")).isEqualTo("three");
  }

  @Test
  void readsAnUnchangedFileOnce() throws Exception {
    write("mine", "x");
    var templates = templates();
    DestinationTemplate before = templates.find("mine").orElseThrow();
    nanos.addAndGet(SECOND);

    assertThat(templates.find("mine")).containsSame(before);
  }

  @Test
  void brokenEditFailsWithItsLineUntilItIsMended() throws Exception {
    write("slack", "fine");
    var templates = templates();
    write("slack", "\n#if(");
    nanos.addAndGet(SECOND);

    assertThatExceptionOfType(TemplateFailure.class)
        .isThrownBy(() -> templates.find("slack"))
        .satisfies(failure -> assertThat(failure.line()).isEqualTo(3));
    assertThat(templates.all())
        .filteredOn(entry -> entry.broken().isPresent())
        .extracting(TemplateEntry::name)
        .containsExactly("slack");

    write("slack", "mended");
    nanos.addAndGet(SECOND);
    assertThat(rendered(templates, "slack")).isEqualTo("mended");
  }

  @Test
  void refusesFilesThatAreNoTemplates() throws Exception {
    write("Upper", "x");
    write("large", "x".repeat(TemplateDirectory.MAX_BYTES));
    Files.write(
        directory.resolve("latin.vm"), "## description: ü".getBytes(StandardCharsets.ISO_8859_1));
    Files.createDirectory(directory.resolve("folder.vm"));
    Files.createSymbolicLink(directory.resolve("dead.vm"), Path.of("nowhere"));
    Files.writeString(directory.resolve("README.txt"), "x");
    write("good", "good");
    var templates = templates();

    assertRefused(templates, "Upper", "a name has 1 to 64");
    assertRefused(templates, "large", "larger than 262144 bytes");
    assertRefused(templates, "latin", "not UTF-8");
    assertRefused(templates, "folder", "cannot be read");
    assertRefused(templates, "dead", "cannot be read");
    assertThat(names(templates)).hasSize(DestinationTemplates.SHIPPED.size() + 6);
    assertThat(rendered(templates, "good")).isEqualTo("good");
  }

  @Test
  void readsNoMoreThanItsLimit() throws Exception {
    for (int i = 0; i <= TemplateDirectory.MAX_FILES; i++) {
      write("t%04d".formatted(i), "x");
    }
    var templates = templates();

    assertThat(rendered(templates, "t0199")).isEqualTo("x");
    assertRefused(templates, "t0200", "more than 200 templates");
  }

  @Test
  void aNameIsNeverAPath() {
    var templates = templates();

    for (String name : List.of("../slack", "/etc/passwd", "slack.vm", "", "sl\u0000ack")) {
      assertThatNoException().isThrownBy(() -> assertThat(templates.find(name)).isEmpty());
    }
  }

  private DestinationTemplates templates() {
    return new DestinationTemplates(directory, nanos::get);
  }

  /** With a time of change of its own, whatever the file system's resolution. */
  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name + ".vm");
    Files.writeString(file, "## description: d\n" + text);
    changed += 1_000;
    Files.setLastModifiedTime(file, FileTime.fromMillis(changed));
  }

  private static List<String> names(DestinationTemplates templates) {
    return templates.all().stream().map(TemplateEntry::name).toList();
  }

  private static String rendered(DestinationTemplates templates, String name)
      throws TemplateFailure {
    return templates.find(name).orElseThrow().render(DestinationEvents.CHANGE, Map.of());
  }

  private static void assertRefused(DestinationTemplates templates, String name, String message) {
    assertThatExceptionOfType(TemplateFailure.class)
        .isThrownBy(() -> templates.find(name))
        .withMessageContaining(message);
  }
}
