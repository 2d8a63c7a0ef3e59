package io.gatehook.destination;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * The templates in the operator's directory, which may be absent. It is looked at once a second, by
 * who asks then, and a file is read again when its size or time of change differs.
 */
final class TemplateDirectory {
  /** Most files that are read. */
  static final int MAX_FILES = 200;

  /** Most bytes of a file. */
  static final int MAX_BYTES = 256 * 1024;

  private static final System.Logger LOG = System.getLogger(TemplateDirectory.class.getName());
  private static final String SUFFIX = ".vm";
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

  private final Path directory;
  private final TemplateEngine engine;
  private final LongSupplier nanos;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile Map<String, Read> files = Map.of();
  private volatile long looked;

  /** A file as it was read. */
  private record Read(Stamp stamp, TemplateEntry entry) {}

  /** What tells an edited file from the one before. */
  private record Stamp(FileTime changed, long size) {
    /** The same one for every file that is listed and yet not there, as behind a dead link. */
    private static final Stamp NONE = new Stamp(FileTime.fromMillis(0), -1);

    static Stamp of(Path path) {
      try {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new Stamp(attributes.lastModifiedTime(), attributes.size());
      } catch (IOException e) {
        return NONE; // the reading that follows says why
      }
    }
  }

  /**
   * Reads it.
   *
   * @param nanos as {@link System#nanoTime}
   */
  TemplateDirectory(Path directory, TemplateEngine engine, LongSupplier nanos) {
    this.directory = directory;
    this.engine = engine;
    this.nanos = nanos;
    look(nanos.getAsLong());
  }

  /** By name, as they are on the disk, or were a second ago. */
  Map<String, TemplateEntry> entries() {
    long now = nanos.getAsLong();
    if (now - looked >= INTERVAL && looking.tryLock()) {
      try {
        look(now);
      } finally {
        looking.unlock();
      }
    }
    return files.values().stream()
        .map(Read::entry)
        .collect(toUnmodifiableMap(TemplateEntry::name, entry -> entry));
  }

  private void look(long now) {
    try {
      files = read(paths());
    } catch (IOException | DirectoryIteratorException e) {
      LOG.log(WARNING, "templates stay as they are, {0} cannot be read: {1}", directory, e);
    }
    looked = now;
  }

  private List<Path> paths() throws IOException {
    var paths = new ArrayList<Path>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      found.forEach(paths::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
    Collections.sort(paths);
    return paths;
  }

  private Map<String, Read> read(List<Path> paths) {
    var current = new TreeMap<String, Read>();
    for (Path path : paths) {
      String file = path.getFileName().toString();
      String name = file.substring(0, file.length() - SUFFIX.length());
      Stamp stamp = Stamp.of(path);
      Read before = files.get(name);
      boolean unchanged = before != null && before.stamp().equals(stamp);
      boolean tooMany = current.size() >= MAX_FILES;
      current.put(
          name, unchanged ? before : new Read(stamp, tooMany ? tooMany(name) : entry(name, path)));
    }
    return Collections.unmodifiableMap(current);
  }

  private static TemplateEntry tooMany(String name) {
    var failure = new TemplateFailure("more than %d templates".formatted(MAX_FILES), null);
    return TemplateEntry.broken(name, failure);
  }

  private TemplateEntry entry(String name, Path path) {
    try {
      var template = DestinationTemplate.compile(name, text(name, path), engine);
      LOG.log(INFO, "template {0} read from {1}", name, path);
      return TemplateEntry.ready(template);
    } catch (TemplateFailure e) {
      LOG.log(WARNING, "template {0} cannot be used, line {1}: {2}", path, e.line(), e.text());
      return TemplateEntry.broken(name, e);
    }
  }

  private static String text(String name, Path path) throws TemplateFailure {
    if (!NAME.matcher(name).matches()) {
      throw new TemplateFailure("a name has 1 to 64 of a-z, 0-9 and -", null);
    }
    try (InputStream file = Files.newInputStream(path)) {
      byte[] bytes = file.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new TemplateFailure("larger than %d bytes".formatted(MAX_BYTES), null);
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new TemplateFailure("not UTF-8", null);
    } catch (IOException e) {
      throw new TemplateFailure("cannot be read: " + e, null);
    }
  }
}
