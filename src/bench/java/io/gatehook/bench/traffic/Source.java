package io.gatehook.bench.traffic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Sends worker events from a process of its own: for each plan that it reads, a line of JSON, it
 * prints what came of it, another. Runs until its input ends.
 */
public final class Source {
  private Source() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    var plans = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = plans.readLine(); line != null; line = plans.readLine()) {
      System.out.println(new Sending(Plan.of(line)).run());
    }
  }
}
