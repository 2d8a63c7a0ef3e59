package io.gatehook.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.destination.tool.DateTool;
import io.gatehook.destination.tool.JsonTool;
import io.gatehook.destination.tool.TextTool;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/templates.md says, tried out. */
class TemplatesPageTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```(velocity|json)\n(.*?)```");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z-]+)` \\|.*?\\|([^|]*)\\|([^|]*)\\|$");
  private static final Pattern CALL = Pattern.compile("`?\\$(json|text|date)\\.([a-z]+)\\(");

  private final String page;

  TemplatesPageTest() throws IOException {
    page = Files.readString(Path.of("docs/templates.md"));
  }

  @Test
  void exampleRendersWhatThePageShows() throws TemplateFailure {
    List<String> blocks =
        BLOCK.matcher(page).results().map(block -> block.group(2).strip()).toList();
    assertThat(blocks).hasSize(3);
    var template = DestinationTemplate.compile("chat", blocks.get(0), new TemplateEngine());
    var event = DestinationEvents.event("crud", "consumers", blocks.get(1));

    assertThat(template.render(event, Map.of("room", "operators"))).isEqualTo(blocks.get(2));
  }

  @Test
  void tableNamesTheShippedTemplatesWithTheirSettings() {
    var templates = new DestinationTemplates(Path.of("no such directory"));

    assertThat(ROW.matcher(page).results().map(TemplatesPageTest::row))
        .containsExactlyElementsOf(
            templates.all().stream().map(entry -> row(entry.ready().orElseThrow())).toList());
  }

  @Test
  void namesEveryToolThatThereIs() {
    Map<String, Class<?>> tools =
        Map.of(
            "json", JsonTool.class,
            "text", TextTool.class,
            "date", DateTool.class);
    var there =
        tools.entrySet().stream()
            .flatMap(
                tool ->
                    Stream.of(tool.getValue().getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(method -> tool.getKey() + "." + method.getName()))
            .collect(Collectors.toSet());
    var named =
        CALL.matcher(page)
            .results()
            .map(call -> call.group(1) + "." + call.group(2))
            .collect(Collectors.toSet());

    assertThat(named).isEqualTo(there);
  }

  @Test
  void tellsTheLimits() {
    assertThat(page)
        .contains(
            "%d, %d KiB".formatted(TemplateDirectory.MAX_FILES, TemplateDirectory.MAX_BYTES / 1024))
        .contains("%,d characters".formatted(RenderLimits.MAX_CHARACTERS))
        .contains("| %,d |".formatted(RenderLimits.MAX_STEPS))
        .contains("| %d s |".formatted(RenderLimits.MAX_MILLIS / 1000));
  }

  private static List<List<String>> row(MatchResult row) {
    return List.of(List.of(row.group(1)), names(row.group(2)), names(row.group(3)));
  }

  private static List<List<String>> row(DestinationTemplate template) {
    return List.of(
        List.of(template.name()), template.requiredSettings(), template.optionalSettings());
  }

  private static List<String> names(String cell) {
    return Pattern.compile("[a-z_]+").matcher(cell).results().map(MatchResult::group).toList();
  }
}
