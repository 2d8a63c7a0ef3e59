package io.gatehook;

import java.io.File;
import java.util.List;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The archive of the in-container tests: the WAR of the build, and the tests in it. */
public final class Deployments {
  private static final List<Class<?>> LIBRARIES =
      List.of(
          org.assertj.core.api.Assertions.class,
          net.bytebuddy.ByteBuddy.class,
          org.awaitility.Awaitility.class,
          org.hamcrest.Matcher.class);

  private Deployments() {}

  /** The WAR with the test classes of every package, and the libraries that they use. */
  public static WebArchive war() {
    WebArchive war =
        ShrinkWrap.create(ZipImporter.class, "gatehook.war")
            .importFrom(new File("target/gatehook.war"))
            .as(WebArchive.class);
    war.addPackages(
        true, Filters.include(".*(IT|Contract|Receiver|Fixtures)(\\$.*)?\\.class"), "io.gatehook");
    for (Class<?> library : LIBRARIES) {
      war.addAsLibrary(jarOf(library));
    }
    return war;
  }

  private static File jarOf(Class<?> type) {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }
}
