package io.gatehook.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehook.runtime.config.BadSetting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackingTest {

  @TempDir private Path directory;

  private Path jar(String... entries) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "a.Main");
    Path jar = directory.resolve("packed.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (String entry : entries) {
        out.putNextEntry(new JarEntry(entry));
        out.write(entry.getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  @Test
  void librariesAreFilesOnTheClassPathOfTheRest() throws IOException {
    Path jar =
        jar(
            "MICRO-INF/runtime/b.jar",
            "MICRO-INF/runtime/a.jar",
            "MICRO-INF/runtime/r.rar",
            "a/Main");
    Path target = directory.resolve("made/here");

    Unpacking.unpack(jar, target);

    assertThat(target.resolve("runtime/a.jar")).hasContent("MICRO-INF/runtime/a.jar");
    try (JarFile made = new JarFile(target.resolve("gatehook.jar").toFile())) {
      assertThat(made.getManifest().getMainAttributes())
          .containsEntry(Attributes.Name.CLASS_PATH, "runtime/a.jar runtime/b.jar runtime/r.rar")
          .containsEntry(Attributes.Name.MAIN_CLASS, "a.Main");
      assertThat(made.stream().map(JarEntry::getName))
          .containsExactlyInAnyOrder("META-INF/MANIFEST.MF", "a/Main", "r.rar");
    }
  }

  @Test
  void overwritesNothing() throws IOException {
    Path jar = jar("MICRO-INF/runtime/a.jar");

    assertThatThrownBy(() -> Unpacking.unpack(jar, directory))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("empty directory");
    assertThat(List.of(directory.resolve("runtime"), directory.resolve("gatehook.jar")))
        .noneMatch(Files::exists);
  }

  @Test
  void whatWasUnpackedCannotBeUnpacked() throws IOException {
    Path jar = jar("a/Main");

    assertThatThrownBy(() -> Unpacking.unpack(jar, directory.resolve("new")))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("unpacked already");
  }
}
