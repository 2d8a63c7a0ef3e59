package io.gatehook.handler.webhookcustom;

import io.gatehook.destination.DestinationEvent;
import io.gatehook.destination.DestinationTemplate;
import io.gatehook.destination.DestinationTemplates;
import io.gatehook.destination.TemplateFailure;
import io.gatehook.event.WorkerEvent;
import io.gatehook.handler.request.SignedRequest;
import io.gatehook.schema.InvalidEntity;
import io.gatehook.schema.Violations;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A body rendered by a destination template, which is looked up at every call: its file may have
 * been edited, or be there on another node only. No record, since settings may be secrets.
 */
final class DestinationBody implements RequestBody {
  private static final String MEMBER = "config." + DestinationConfig.TEMPLATE;

  private final String name;
  private final Map<String, String> settings;
  private final DestinationTemplates templates;
  private final Clock clock;

  /**
   * Renders the template of that name.
   *
   * @param settings by name
   * @param clock tells the time of events that bring none
   */
  DestinationBody(
      String name, Map<String, String> settings, DestinationTemplates templates, Clock clock) {
    this.name = name;
    this.settings = settings;
    this.templates = templates;
    this.clock = clock;
  }

  @Override
  public void addTo(RequestDraft draft, Rendering rendering) throws Unrendered {
    DestinationTemplate template = template();
    draft.body(text(template, draft).getBytes(StandardCharsets.UTF_8));
    if (draft.header(SignedRequest.CONTENT_TYPE).isEmpty()) {
      draft.header(SignedRequest.CONTENT_TYPE, template.contentType());
    }
  }

  @Override
  public void rehearse() {
    try {
      refuseSettings(template());
    } catch (Unrendered e) {
      throw new InvalidEntity(Violations.of(DestinationConfig.TEMPLATE, e.reason()));
    }
  }

  private DestinationTemplate template() throws Unrendered {
    try {
      Optional<DestinationTemplate> found = templates.find(name);
      return found.orElseThrow(
          () -> new Unrendered("there is no template '%s'".formatted(name), MEMBER));
    } catch (TemplateFailure e) {
      throw failed(e);
    }
  }

  private String text(DestinationTemplate template, RequestDraft draft) throws Unrendered {
    WorkerEvent event = draft.event();
    Instant occurred = event.origin().occurredAt();
    Instant time = occurred == null ? clock.instant() : occurred;
    String id = draft.delivery().toString();
    try {
      return template.render(
          new DestinationEvent(id, event.source(), event.event(), time, event.data()), settings);
    } catch (TemplateFailure e) {
      throw failed(e);
    }
  }

  private Unrendered failed(TemplateFailure failure) {
    return Unrendered.of(failure, name, MEMBER);
  }

  private void refuseSettings(DestinationTemplate template) {
    Stream<String> missing =
        template.requiredSettings().stream()
            .filter(setting -> settings.getOrDefault(setting, "").isBlank())
            .map("setting '%s' is missing"::formatted);
    Stream<String> unknown =
        settings.keySet().stream()
            .filter(setting -> !template.requiredSettings().contains(setting))
            .filter(setting -> !template.optionalSettings().contains(setting))
            .map("unknown setting '%s'"::formatted);
    Stream.concat(missing, unknown)
        .findFirst()
        .ifPresent(
            text -> {
              throw new InvalidEntity(Violations.of(DestinationConfig.SETTINGS, text));
            });
  }
}
