package io.gatehook.destination;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The destination templates by name: those that ship with Gatehook, and over them those of the
 * operator's directory, as it is now. A broken file of the operator stays broken; the shipped one
 * of its name does not stand in, since that would send what nobody meant.
 */
public final class DestinationTemplates {
  static final List<String> SHIPPED =
      List.of(
          "cloudevents",
          "datadog",
          "generic-json",
          "microsoft-teams",
          "pagerduty",
          "servicenow",
          "slack");

  private final Map<String, TemplateEntry> shipped = new TreeMap<>();
  private final TemplateDirectory directory;

  /** Reads the shipped ones, and those of the directory if it is there. */
  public DestinationTemplates(Path directory) {
    this(directory, System::nanoTime);
  }

  DestinationTemplates(Path directory, LongSupplier nanos) {
    var engine = new TemplateEngine();
    SHIPPED.forEach(name -> shipped.put(name, shipped(name, engine)));
    this.directory = new TemplateDirectory(directory, engine, nanos);
  }

  /**
   * The template of that name; empty: there is none.
   *
   * @throws TemplateFailure if its file is broken
   */
  public Optional<DestinationTemplate> find(String name) throws TemplateFailure {
    TemplateEntry entry = directory.entries().getOrDefault(name, shipped.get(name));
    if (entry == null) {
      return Optional.empty();
    }
    if (entry.broken().isPresent()) {
      throw entry.broken().get();
    }
    return entry.ready();
  }

  /** All of them by name, the broken ones too. */
  public List<TemplateEntry> all() {
    var all = new TreeMap<>(shipped);
    all.putAll(directory.entries());
    return List.copyOf(all.values());
  }

  private static TemplateEntry shipped(String name, TemplateEngine engine) {
    try (InputStream file = DestinationTemplates.class.getResourceAsStream(name + ".vm")) {
      if (file == null) {
        throw new IllegalStateException("template %s is not on the class path".formatted(name));
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return TemplateEntry.ready(DestinationTemplate.compile(name, text, engine));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TemplateFailure e) {
      throw new IllegalStateException("template %s: %s".formatted(name, e.text()), e);
    }
  }
}
