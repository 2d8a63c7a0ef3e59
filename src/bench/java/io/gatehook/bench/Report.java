package io.gatehook.bench;

import java.util.List;

/**
 * What a suite found out.
 *
 * @param header of the Markdown table, two lines
 * @param remarks lines to print below the table
 * @param failures what could not be measured, and why; empty: everything was
 */
public record Report(
    String header, List<? extends Row> rows, List<String> remarks, List<String> failures) {
  public Report(String header, List<? extends Row> rows) {
    this(header, rows, List.of(), List.of());
  }
}
