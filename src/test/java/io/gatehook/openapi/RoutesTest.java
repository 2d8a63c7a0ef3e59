package io.gatehook.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document has the paths and methods that are served, and no others. */
class RoutesTest {
  private static final Set<String> OF_SERVLETS =
      Set.of(
          "GET /health",
          "GET /health/live",
          "GET /health/ready",
          "GET /health/started",
          "GET /metrics",
          "GET /openapi");

  @Test
  void everyResourceMethodIsDescribedAndNothingElse() {
    Set<String> served = new TreeSet<>(OF_SERVLETS);
    resources().forEach(resource -> served.addAll(routes(resource)));

    Set<String> described =
        Document.PUBLISHED.operations().stream()
            .map(Operation::toString)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(described).hasSizeGreaterThan(OF_SERVLETS.size()).isEqualTo(served);
  }

  private static Stream<Class<?>> resources() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.gatehook")
            .stream()
            .filter(type -> type.isAnnotatedWith(Path.class))
            .map(JavaClass::reflect);
  }

  private static Set<String> routes(Class<?> resource) {
    String root = resource.getAnnotation(Path.class).value();
    return Arrays.stream(resource.getMethods())
        .flatMap(method -> verbs(method).map(verb -> verb + " " + root + below(method)))
        .collect(Collectors.toSet());
  }

  private static Stream<String> verbs(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .filter(verb -> verb != null)
        .map(HttpMethod::value);
  }

  private static String below(Method method) {
    Path path = method.getAnnotation(Path.class);
    return path == null ? "" : "/" + path.value();
  }
}
