package io.gatehook.bench;

import jakarta.json.JsonObject;

/** One line of what a suite found out. */
public interface Row {

  /** As a line of a Markdown table. */
  String row();

  JsonObject json();
}
