package io.gatehook;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.Dockerfile.Instruction;
import io.gatehook.runtime.config.Setting;
import io.gatehook.runtime.config.SettingNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The files in docker parse, agree with each other and the code, and give away no rights. */
class ImageFilesTest {
  private static final Path DOCKER = Path.of("docker");
  private static final Pattern VARIABLE = Pattern.compile("\\bGATEHOOK_[A-Z_]+\\b(?!\\.\\.)");
  private static final Pattern PINNED =
      Pattern.compile("[a-z0-9./-]+:(?!latest)[A-Za-z0-9_.-]*\\d[A-Za-z0-9_.-]*");
  private static final String USER = "10001";

  private final List<Instruction> image = Dockerfile.instructions();

  ImageFilesTest() throws IOException {}

  private List<Instruction> finalStage() {
    int last = image.get(image.size() - 1).stage();
    return image.stream().filter(instruction -> instruction.stage() == last).toList();
  }

  @Test
  void baseImagesArePinned() {
    assertThat(Dockerfile.values(image, "FROM"))
        .hasSize(2)
        .allMatch(from -> PINNED.matcher(from.split(" ")[0]).matches());
    assertThat(Dockerfile.values(image, "ADD")).isEmpty();
    assertThat(Dockerfile.values(image, "RUN")).noneMatch(run -> run.contains("http"));
  }

  @Test
  void processHasNoRightsAndSaysHowItIs() {
    List<Instruction> stage = finalStage();

    assertThat(Dockerfile.values(stage, "USER")).containsExactly(USER + ":" + USER);
    assertThat(stage.stream().map(Instruction::name).toList().indexOf("USER"))
        .isGreaterThan(stage.stream().map(Instruction::name).toList().lastIndexOf("RUN"));
    assertThat(Dockerfile.values(stage, "HEALTHCHECK"))
        .singleElement()
        .asString()
        .contains("/opt/gatehook/health.sh");
    assertThat(Dockerfile.values(stage, "STOPSIGNAL")).containsExactly("SIGTERM");
    assertThat(Dockerfile.values(stage, "ENTRYPOINT"))
        .singleElement()
        .asString()
        .startsWith("[\"java\"");
  }

  @Test
  void everythingThatIsCopiedIsThereAndNotIgnored() throws IOException {
    List<String> allowed =
        Files.readAllLines(Path.of(".dockerignore")).stream()
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1))
            .toList();

    assertThat(Dockerfile.values(image, "COPY").stream().filter(c -> !c.startsWith("--from")))
        .isNotEmpty()
        .flatExtracting(copy -> List.of(copy.split(" ")).subList(0, copy.split(" ").length - 1))
        .allSatisfy(
            file -> {
              assertThat(Path.of(file)).exists();
              assertThat(allowed).anyMatch(file::startsWith);
            });
  }

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(DOCKER)) {
      return files.filter(Files::isRegularFile).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyVariableIsThatOfASetting(Path file) throws IOException {
    List<String> known =
        Setting.all().stream().flatMap(s -> SettingNames.inEnvironment(s.key()).stream()).toList();
    String text = Files.readString(file).replace("GATEHOOK_* ", "");

    assertThat(VARIABLE.matcher(text).results().map(MatchResult::group))
        .allMatch(variable -> known.contains(variable), "is a setting's");
  }

  static Stream<Path> yaml() throws IOException {
    return files().filter(file -> file.toString().matches(".*\\.ya?ml"));
  }

  @ParameterizedTest
  @MethodSource("yaml")
  void everyFileParses(Path file) throws IOException {
    assertThat((Object) new Yaml().load(Files.readString(file))).isInstanceOf(Map.class);
  }

  @Test
  void composedNodesAreTwoAndAlike() throws IOException {
    Map<String, Object> services = at(load("compose.yaml"), "services");

    assertThat(services)
        .containsKeys("gatehook-1", "gatehook-2", "postgres", "prometheus", "grafana");
    for (String node : List.of("gatehook-1", "gatehook-2")) {
      assertThat(this.<Map<String, Object>>at(services, node))
          .containsEntry("read_only", true)
          .containsEntry("stop_grace_period", "60s")
          .containsEntry("tmpfs", List.of("/tmp"))
          .containsEntry("cap_drop", List.of("ALL"));
    }
    assertThat(services.keySet().stream().filter(name -> !name.startsWith("gatehook")))
        .allSatisfy(name -> assertThat(this.<String>at(services, name, "image")).matches(PINNED));
    assertThat(Files.readString(DOCKER.resolve("prometheus.yml")))
        .contains("gatehook-1:8011", "gatehook-2:8011");
  }

  @Test
  void podHasNoRightsAndTimeToDrain() throws IOException {
    Map<String, Object> pod = at(load("kubernetes/deployment.yaml"), "spec", "template", "spec");
    Map<String, Object> container = this.<List<Map<String, Object>>>at(pod, "containers").get(0);

    assertThat(pod).containsEntry("terminationGracePeriodSeconds", 60);
    assertThat(this.<Map<String, Object>>at(pod, "securityContext"))
        .containsEntry("runAsNonRoot", true)
        .containsEntry("runAsUser", Integer.valueOf(USER));
    assertThat(this.<Map<String, Object>>at(container, "securityContext"))
        .containsEntry("readOnlyRootFilesystem", true)
        .containsEntry("allowPrivilegeEscalation", false);
    assertThat(this.<String>at(container, "image")).matches(PINNED);
    assertThat(container).containsKeys("startupProbe", "readinessProbe", "livenessProbe");
  }

  @Test
  void everyObjectOfKubernetesMeansTheSamePods() throws IOException {
    Map<String, Object> labels =
        at(load("kubernetes/deployment.yaml"), "spec", "template", "metadata", "labels");

    assertThat(
            this.<Object>at(load("kubernetes/deployment.yaml"), "spec", "selector", "matchLabels"))
        .isEqualTo(labels);
    assertThat(this.<Object>at(load("kubernetes/service.yaml"), "spec", "selector"))
        .isEqualTo(labels);
    assertThat(
            this.<Object>at(
                load("kubernetes/poddisruptionbudget.yaml"), "spec", "selector", "matchLabels"))
        .isEqualTo(labels);
    assertThat(
            this.<Object>at(
                load("kubernetes/servicemonitor.yaml"), "spec", "selector", "matchLabels"))
        .isEqualTo(this.<Object>at(load("kubernetes/service.yaml"), "metadata", "labels"));
  }

  private static Map<String, Object> load(String file) throws IOException {
    return new Yaml().load(Files.readString(DOCKER.resolve(file)));
  }

  @SuppressWarnings("unchecked")
  private <T> T at(Map<String, Object> map, String... path) {
    Object found = map;
    for (String key : path) {
      found = ((Map<String, Object>) found).get(key);
    }
    return (T) found;
  }
}
