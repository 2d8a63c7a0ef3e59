package io.gatehook.faults;

/** How long files may get that a process writes. */
final class FileSizeLimit {
  private final long pid;

  FileSizeLimit(long pid) {
    this.pid = pid;
  }

  void set(long bytes) {
    limit("%d:unlimited".formatted(bytes));
  }

  void lift() {
    limit("unlimited:unlimited");
  }

  private void limit(String range) {
    Commands.run("prlimit", "--pid", String.valueOf(pid), "--fsize=" + range);
  }
}
