package io.gatehook.handler.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehook.handler.KongVersion;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The digests were made with another implementation of HMAC. */
class SignatureTest {
  private static final String BODY =
      "{\"source\":\"crud\",\"event\":\"consumers\",\"operation\":\"create\","
          + "\"schema\":\"consumers\",\"entity\":{\"username\":\"ada\"}}";

  @ParameterizedTest
  @CsvSource({
    "3.9,  alg-hex, sha1=12ee3490630f3d8be9d58abf8d28a60a61794868",
    "3.9,  hex,     12ee3490630f3d8be9d58abf8d28a60a61794868",
    "3.9,  base64,  Eu40kGMPPYvp1Yq/jSimCmF5SGg=",
    "3.14, alg-hex, sha256=78b3a94a3631d233b50d381d84daf802969aeae6a96da5a3215d3aee881477e0"
  })
  void signsAsConfigured(String version, String format, String expected) {
    assertThat(signature(version, format).of(BODY.getBytes(StandardCharsets.UTF_8), "s3cr3t"))
        .isEqualTo(expected);
  }

  @Test
  void signsZeroBytesWhereThereIsNoBody() {
    assertThat(signature("3.9", "hex").of(new byte[0], "s3cr3t"))
        .isEqualTo("319e5f42b6b9dc5daa3b1d411df1a3f7c891f358");
  }

  @Test
  void refusesAnUnknownFormat() {
    assertThatThrownBy(() -> SignatureFormat.parse("HEX"))
        .hasMessage("not one of alg-hex, hex, base64: HEX");
  }

  private static Signature signature(String version, String format) {
    return new Signature(KongVersion.parse(version), SignatureFormat.parse(format));
  }
}
