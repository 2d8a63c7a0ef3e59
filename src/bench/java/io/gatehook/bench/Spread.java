package io.gatehook.bench;

import java.util.stream.DoubleStream;

/** A figure that was taken more than once. */
public record Spread(double least, double median, double most) {

  /** Of at least one value. */
  public static Spread of(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return new Spread(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
  }
}
