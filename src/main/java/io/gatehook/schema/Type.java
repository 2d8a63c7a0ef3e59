package io.gatehook.schema;

import java.util.List;

/** What a member may hold, in the terms of Kong's schemas. */
public sealed interface Type {
  Type STRING = new Scalar(Kind.STRING);
  Type INTEGER = new Scalar(Kind.INTEGER);
  Type NUMBER = new Scalar(Kind.NUMBER);
  Type BOOLEAN = new Scalar(Kind.BOOLEAN);

  /** A string with scheme and host. */
  Type URL = new Scalar(Kind.URL);

  Type UUID = new Scalar(Kind.UUID);

  /** The scalars. */
  enum Kind {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    URL,
    UUID
  }

  /** One value. */
  record Scalar(Kind kind) implements Type {}

  /** A list, replaced whole by a PATCH. */
  record ArrayOf(Type element) implements Type {}

  /** Free names to values of one type, replaced whole by a PATCH. */
  record MapOf(Type value) implements Type {}

  /** Known names, merged member by member by a PATCH. */
  record RecordOf(List<Field> fields) implements Type {}
}
