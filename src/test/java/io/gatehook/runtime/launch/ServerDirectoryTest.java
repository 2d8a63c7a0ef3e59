package io.gatehook.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerDirectoryTest {

  @TempDir private Path parent;

  @Test
  void whatAKilledProcessLeftGoesAtTheNextStart() throws IOException {
    ServerDirectory killed = ServerDirectory.createIn(parent, false);
    Files.createDirectories(killed.root().resolve("runtime/lib"));
    killed.lock().close(); // as the system does for a process that ends

    ServerDirectory next = ServerDirectory.createIn(parent, false);

    assertThat(killed.root()).doesNotExist();
    assertThat(next.logging()).isNotEmptyFile();
    next.delete();
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void directoryOfALiveProcessStays() throws IOException {
    ServerDirectory alive = ServerDirectory.createIn(parent, false);
    Path other = Files.createDirectory(parent.resolve("gatehook-server-files"));

    ServerDirectory second = ServerDirectory.createIn(parent, false);

    assertThat(alive.logging()).exists();
    assertThat(other).exists();
    second.delete();
    alive.delete();
  }

  @Test
  void whatCannotBeRemovedRefusesNoStart() throws IOException {
    Path strange = Files.createDirectories(parent.resolve("gatehook-server-odd/lock")).getParent();

    ServerDirectory next = ServerDirectory.createIn(parent, false);

    assertThat(next.root()).isDirectory();
    assertThat(strange).exists();
    next.delete();
  }
}
