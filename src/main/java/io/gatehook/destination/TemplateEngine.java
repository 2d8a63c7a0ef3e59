package io.gatehook.destination;

import io.gatehook.destination.tool.PlainUberspector;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.velocity.Template;
import org.apache.velocity.exception.VelocityException;
import org.apache.velocity.runtime.RuntimeInstance;
import org.apache.velocity.runtime.parser.ParseException;
import org.apache.velocity.runtime.parser.node.ASTDirective;
import org.apache.velocity.runtime.parser.node.Node;
import org.apache.velocity.runtime.parser.node.SimpleNode;
import org.apache.velocity.runtime.resource.loader.StringResourceLoader;

/**
 * Velocity, with everything off that reaches beyond one template: no other file, no evaluation of
 * texts, no macros, no methods but those of tools and the reading ones of plain values. Names that
 * mean nothing are errors.
 */
final class TemplateEngine {
  private static final Set<String> OFF = Set.of("include", "parse", "evaluate", "macro", "define");
  private static final Pattern PLACE =
      Pattern.compile("\\s+at [^\\[\\n]*\\[line (?<line>\\d+), column \\d+]");
  private static final int MAX_MESSAGE = 500;

  private final RuntimeInstance runtime = new RuntimeInstance();

  TemplateEngine() {
    var properties = new Properties();
    properties.setProperty("runtime.strict_mode.enable", "true");
    properties.setProperty("introspector.uberspect.class", PlainUberspector.class.getName());
    // an empty one: the engine wants some place that templates come from
    properties.setProperty("resource.loaders", "none");
    properties.setProperty("resource.loader.none.class", StringResourceLoader.class.getName());
    runtime.init(properties);
  }

  /**
   * Compiles a text; what comes of it may be rendered by many threads.
   *
   * @param name for messages
   */
  Template compile(String name, String text) throws TemplateFailure {
    var template = new Template();
    template.setRuntimeServices(runtime);
    template.setName(name);
    try {
      SimpleNode document = runtime.parse(new StringReader(text), template);
      refuseWhatIsOff(document);
      template.setData(document);
      template.initDocument();
      return template;
    } catch (ParseException | VelocityException e) {
      throw failure(e);
    }
  }

  String render(Template template, Map<String, Object> variables) throws TemplateFailure {
    var limits = new RenderLimits();
    var text = new RenderedText(limits);
    try {
      template.merge(new RenderContext(variables, limits), text);
      return text.toString();
    } catch (RenderLimits.Passed e) {
      throw new TemplateFailure(String.valueOf(e.getMessage()), null);
    } catch (VelocityException e) {
      throw failure(e);
    }
  }

  private static void refuseWhatIsOff(Node node) throws TemplateFailure {
    if (node instanceof ASTDirective directive && OFF.contains(directive.getDirectiveName())) {
      String message = "#%s is not available".formatted(directive.getDirectiveName());
      throw new TemplateFailure(message, directive.getFirstToken().beginLine);
    }
    for (int i = 0; i < node.jjtGetNumChildren(); i++) {
      refuseWhatIsOff(node.jjtGetChild(i));
    }
  }

  /** The first line of what the engine says, its place cut out; of a tool that fails, its words. */
  private static TemplateFailure failure(Exception e) {
    String message = String.valueOf(e.getMessage());
    Matcher place = PLACE.matcher(message);
    Integer line = place.find() ? Integer.valueOf(place.group("line")) : null;
    if (e.getCause() instanceof IllegalArgumentException refused) {
      return new TemplateFailure(String.valueOf(refused.getMessage()), line);
    }
    String words = place.replaceAll("").lines().findFirst().orElse("").strip();
    return new TemplateFailure(
        words.length() > MAX_MESSAGE ? words.substring(0, MAX_MESSAGE) : words, line);
  }
}
