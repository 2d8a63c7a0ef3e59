package io.gatehook.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.operator.DeliveryFilter;
import io.gatehook.json.Json;
import io.gatehook.schema.InvalidEntity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be asked of a redelivery, and what is refused in which words. */
class RedeliveryOrderTest {
  private static RedeliveryOrder read(String body) {
    return RedeliveryOrder.read(
        Json.stored(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void readsEveryMember() {
    UUID hook = UUID.randomUUID();

    RedeliveryOrder order =
        read(
            """
            {'filter':{'status':'exhausted','event_hook':'%s','source':'crud','event':'routes',
              'since':'2026-01-01T00:00:00Z','until':'2026-01-02T01:00:00+01:00'},'dry_run':true}
            """
                .formatted(hook));

    assertThat(order)
        .isEqualTo(
            new RedeliveryOrder(
                new DeliveryFilter(
                    DeliveryStatus.EXHAUSTED,
                    hook,
                    "crud",
                    "routes",
                    Instant.parse("2026-01-01T00:00:00Z"),
                    Instant.parse("2026-01-02T00:00:00Z")),
                true));
  }

  @Test
  void oneMemberIsEnough() {
    RedeliveryOrder order = read("{'filter':{'source':'crud'}}");

    assertThat(order.filter()).isEqualTo(new DeliveryFilter(null, null, "crud", null, null, null));
    assertThat(order.dryRun()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                      | filter: at least one of its fields is required
          {'filter':{}}                           | filter: at least one of its fields is required
          {'filter':{'source':null}}              | filter: at least one of its fields is required
          {'filter':7}                            | filter: expected a record
          {'filter':{'status':'pending'}}         | filter.status: expected one of: delivered, exhausted, rejected, cancelled
          {'filter':{'status':'claimed'}}         | filter.status: expected one of: delivered, exhausted, rejected, cancelled
          {'filter':{'status':['rejected']}}      | filter.status: expected a string
          {'filter':{'event_hook':'7'}}           | filter.event_hook: expected a valid UUID
          {'filter':{'source':''}}                | filter.source: length must be at least 1
          {'filter':{'event':'\\u0000'}}          | filter.event: must not contain U+0000 or lone surrogates
          {'filter':{'since':'yesterday'}}        | filter.since: expected an RFC 3339 time
          {'filter':{'until':'2026-01-01'}}       | filter.until: expected an RFC 3339 time
          {'filter':{'sorce':'crud'}}             | filter.sorce: unknown field
          {'filter':{'source':'a'},'dry':true}    | dry: unknown field
          {'filter':{'source':'a'},'dry_run':1}   | dry_run: expected a boolean
          """)
  void refusesNamingTheMember(String body, String violation) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOf(InvalidEntity.class)
        .hasMessage("schema violation (" + violation + ")");
  }
}
