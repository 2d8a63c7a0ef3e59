package io.gatehook.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue knows of one event of one source.
 *
 * @param fields members of its data; empty: nobody published them
 * @param unique the members that tell one occurrence from another; empty: all of them together
 * @param description null: none
 */
public record EventType(List<String> fields, List<String> unique, @Nullable String description) {
  public EventType {
    fields = List.copyOf(fields);
    unique = List.copyOf(unique);
  }
}
