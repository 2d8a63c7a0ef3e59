package io.gatehook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The instructions of docker/Dockerfile, stage by stage. */
final class Dockerfile {
  static final Path FILE = Path.of("docker/Dockerfile");

  private Dockerfile() {}

  /**
   * @param stage from 0 on
   * @param name upper case
   * @param value what follows it, on one line
   */
  record Instruction(int stage, String name, String value) {}

  static List<Instruction> instructions() throws IOException {
    List<Instruction> instructions = new ArrayList<>();
    int stage = -1;
    for (String line : joined(Files.readAllLines(FILE))) {
      String[] parts = line.split("\\s+", 2);
      if (parts[0].equals("FROM")) {
        stage++;
      }
      instructions.add(new Instruction(stage, parts[0], parts[1]));
    }
    return instructions;
  }

  /** The values of the instructions of this name, in their order. */
  static List<String> values(List<Instruction> instructions, String name) {
    return instructions.stream()
        .filter(i -> i.name().equals(name))
        .map(Instruction::value)
        .toList();
  }

  private static List<String> joined(List<String> lines) {
    List<String> joined = new ArrayList<>();
    String open = "";
    for (String line : lines) {
      String text = line.strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      boolean goesOn = text.endsWith("\\");
      open += goesOn ? text.substring(0, text.length() - 1) : text;
      if (!goesOn) {
        joined.add(open.replaceAll("\\s+", " "));
        open = "";
      }
    }
    return joined;
  }
}
