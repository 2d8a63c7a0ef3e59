package io.gatehook.destination;

import io.gatehook.destination.tool.DateTool;
import io.gatehook.destination.tool.JsonTool;
import io.gatehook.destination.tool.PlainValues;
import io.gatehook.destination.tool.TextTool;
import io.gatehook.json.Times;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.velocity.Template;

/** The body that a known receiver expects, compiled. May be rendered by many threads at once. */
public final class DestinationTemplate {
  private static final Map<String, Object> TOOLS =
      Map.of("json", new JsonTool(), "text", new TextTool(), "date", new DateTool());

  private final String name;
  private final TemplateHeader header;
  private final TemplateEngine engine;
  private final Template template;

  private DestinationTemplate(
      String name, TemplateHeader header, TemplateEngine engine, Template template) {
    this.name = name;
    this.header = header;
    this.engine = engine;
    this.template = template;
  }

  static DestinationTemplate compile(String name, String text, TemplateEngine engine)
      throws TemplateFailure {
    TemplateHeader header = TemplateHeader.read(text);
    return new DestinationTemplate(name, header, engine, engine.compile(name, text));
  }

  /** What a hook calls it. */
  public String name() {
    return name;
  }

  /** One line. */
  public String description() {
    return header.description();
  }

  /** Of what it renders. */
  public String contentType() {
    return header.contentType();
  }

  /** Names of the settings that a hook must give. */
  public List<String> requiredSettings() {
    return header.settings();
  }

  /** Names of the settings that a hook may give besides. */
  public List<String> optionalSettings() {
    return header.optional();
  }

  /**
   * The body.
   *
   * @param settings as the hook has them, by name
   * @throws TemplateFailure when a required one is missing, the template fails, or takes too much
   */
  public String render(DestinationEvent event, Map<String, String> settings)
      throws TemplateFailure {
    for (String required : header.settings()) {
      if (settings.getOrDefault(required, "").isBlank()) {
        throw new TemplateFailure("setting '%s' is missing".formatted(required), null);
      }
    }
    var variables = new HashMap<String, Object>(TOOLS);
    variables.put("id", PlainValues.wellFormed(event.id()));
    variables.put("source", PlainValues.wellFormed(event.source()));
    variables.put("event", PlainValues.wellFormed(event.event()));
    variables.put("time", Times.text(event.time()));
    variables.put("data", PlainValues.of(event.data()));
    variables.put("settings", PlainValues.ofTexts(settings));
    variables.put("summary", EventSummary.of(event));
    return engine.render(template, variables).strip();
  }
}
