package io.gatehook.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehook.schema.Violations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KongErrorTest {
  private static final String ID = "11111111-1111-4111-8111-111111111111";

  @Test
  void hasTheCodesThatKongHas() {
    assertThat(KongError.invalidPrimaryKey().body())
        .hasToString(
            """
            {"message":"invalid primary key: '{id=\\"expected a valid UUID\\"}'",\
            "name":"invalid primary key","code":1,"fields":{"id":"expected a valid UUID"}}""");
    assertThat(KongError.schemaViolation(Violations.of("a", "b")).body())
        .hasToString(
            """
            {"message":"schema violation (a: b)","name":"schema violation","code":2,\
            "fields":{"a":"b"}}""");
    assertThat(KongError.primaryKeyViolation(ID).body())
        .hasToString(
            """
            {"message":"primary key violation on key '{id=\\"%s\\"}'",\
            "name":"primary key violation","code":3,"fields":{"id":"%s"}}"""
                .formatted(ID, ID));
    assertThat(KongError.absent(ID).body())
        .hasToString(
            """
            {"message":"could not find the entity with primary key '{id=\\"%s\\"}'",\
            "name":"not found","code":6,"fields":{"id":"%s"}}"""
                .formatted(ID, ID));
    assertThat(KongError.absent(ID).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc",
        "",
        "1-1-1-1-1",
        "11111111-1111-4111-8111-11111111111",
        "11111111-1111-4111-8111-111111111111 ",
        "g1111111-1111-4111-8111-111111111111"
      })
  void refusesWhatIsNoUuidInItsFullForm(String id) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> Ids.uuid(id))
        .withMessage("invalid primary key: '{id=\"expected a valid UUID\"}'");
  }

  @Test
  void takesAnIdInEitherCase() {
    assertThat(Ids.uuid("ABCDEF01-1111-4111-8111-111111111111"))
        .hasToString("abcdef01-1111-4111-8111-111111111111");
  }
}
