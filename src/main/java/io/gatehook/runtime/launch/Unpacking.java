package io.gatehook.runtime.launch;

import io.gatehook.runtime.config.BadSetting;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/**
 * Writes a directory that starts like the jar but faster: the server's libraries as files, on the
 * class path of a smaller jar, where the virtual machine can keep their classes in an archive.
 */
final class Unpacking {

  /** Where the jar has the server's libraries. */
  private static final String LIBRARIES = "MICRO-INF/runtime/";

  /** Where the directory has them. */
  private static final String RUNTIME = "runtime/";

  /** What the server reads as a resource, and not as a library. */
  private static final String ADAPTER = ".rar";

  private Unpacking() {}

  /**
   * @throws BadSetting if the directory is in use or cannot be written
   */
  static void unpack(Path jar, Path directory) {
    try (JarFile packed = new JarFile(jar.toFile())) {
      requireEmpty(Files.createDirectories(directory));
      List<ZipEntry> libraries =
          packed.stream().<ZipEntry>map(e -> e).filter(Unpacking::isLibrary).toList();
      if (libraries.isEmpty()) {
        throw new BadSetting(jar + " has been unpacked already.");
      }
      Files.createDirectories(directory.resolve(RUNTIME));
      for (ZipEntry library : libraries) {
        try (InputStream content = packed.getInputStream(library)) {
          Files.copy(content, directory.resolve(inDirectory(library)));
        }
      }
      writeJar(packed, libraries, directory.resolve("gatehook.jar"));
    } catch (IOException e) {
      throw new BadSetting("--unpack " + directory + " fails: " + e + ".");
    }
  }

  private static void requireEmpty(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      if (files.iterator().hasNext()) {
        throw new BadSetting(
            "--unpack needs an empty directory; there are files in " + directory + ".");
      }
    }
  }

  private static boolean isLibrary(ZipEntry entry) {
    return entry.getName().startsWith(LIBRARIES) && !entry.isDirectory();
  }

  private static String inDirectory(ZipEntry library) {
    return RUNTIME + library.getName().substring(LIBRARIES.length());
  }

  private static void writeJar(JarFile packed, List<ZipEntry> libraries, Path jar)
      throws IOException {
    Manifest manifest = new Manifest(packed.getManifest());
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            libraries.stream()
                .map(Unpacking::inDirectory)
                .sorted()
                .collect(Collectors.joining(" ")));
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (ZipEntry entry : packed.stream().toList()) {
        if (!isLibrary(entry) && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
          copy(packed, entry, entry.getName(), out);
        }
      }
      for (ZipEntry library : libraries) {
        if (library.getName().endsWith(ADAPTER)) {
          copy(packed, library, library.getName().substring(LIBRARIES.length()), out);
        }
      }
    }
  }

  private static void copy(JarFile packed, ZipEntry entry, String name, JarOutputStream out)
      throws IOException {
    out.putNextEntry(new ZipEntry(name));
    try (InputStream content = packed.getInputStream(entry)) {
      content.transferTo(out);
    }
    out.closeEntry();
  }
}
