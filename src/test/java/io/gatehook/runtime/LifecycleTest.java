package io.gatehook.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.sql.DataSourceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LifecycleTest {
  @Test
  void theOperationsPageSaysHowManyConnectionsANodeHas() throws IOException {
    int most = Lifecycle.class.getAnnotation(DataSourceDefinition.class).maxPoolSize();

    assertThat(Files.readString(Path.of("docs/operations.md")))
        .contains("at most %d connections to PostgreSQL".formatted(most));
  }
}
