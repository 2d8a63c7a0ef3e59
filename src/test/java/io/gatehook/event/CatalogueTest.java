package io.gatehook.event;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private final Catalogue catalogue = new Catalogue();

  @Test
  void showsUniqueMembersAndDescriptionOfARefusal() {
    JsonObject type =
        catalogue
            .toJson()
            .getJsonObject("rate-limiting-advanced")
            .getJsonObject("rate-limit-exceeded");

    assertThat(type)
        .hasToString(
            """
            {"fields":["consumer","ip","service","rate","limit","window"],\
            "unique":["consumer","ip","service"],\
            "description":"Run an event when a rate limit has been exceeded"}""");
  }

  @Test
  void leavesOutWhatAnEventDoesNotHave() {
    JsonObject type = catalogue.toJson().getJsonObject("balancer").getJsonObject("health");

    assertThat(type).containsOnlyKeys("fields");
  }

  @Test
  void knowsFourEventsOfEveryEntity() {
    assertThat(catalogue.toJson().getJsonObject("crud"))
        .containsKeys("consumers", "consumers:create", "consumers:update", "consumers:delete")
        .containsKeys("admins", "admins:create")
        .hasSizeGreaterThan(4 * 50);
    assertThat(catalogue.find("crud", "routes:delete").orElseThrow().fields())
        .containsExactly("operation", "entity", "old_entity", "schema");
  }

  @Test
  void findsTheUniqueMembers() {
    EventType type = catalogue.find("rate-limiting-advanced", "rate-limit-exceeded").orElseThrow();

    assertThat(type.unique()).containsExactly("consumer", "ip", "service");
  }

  @Test
  void doesNotOfferWhatNobodyCanSubscribeTo() {
    assertThat(catalogue.toJson()).doesNotContainKey("kong:event_hooks");
    assertThat(catalogue.knows("<custom plugin>")).isFalse();
    assertThat(catalogue.toJson().getJsonObject("crud")).doesNotContainKey("<entity>");
  }

  @Test
  void answersNothingForUnknownNames() {
    assertThat(catalogue.knows("dao:crud")).isTrue();
    assertThat(catalogue.knows("nope")).isFalse();
    assertThat(catalogue.find("balancer", "nope")).isEmpty();
    assertThat(catalogue.find("nope", "health")).isEmpty();
  }
}
