package io.gatehook.admin.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormTreeTest {

  private static String decoded(String form) {
    var arguments = UrlEncoded.arguments(form.getBytes(StandardCharsets.UTF_8));
    return FormTree.decode(arguments, true).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a=1                          | {\"a\":\"1\"}",
        "a                            | {\"a\":true}",
        "a.b.c=1&a.d=2                | {\"a\":{\"b\":{\"c\":\"1\"},\"d\":\"2\"}}",
        "a[b]=1&a%5Bc%5D=2            | {\"a\":{\"b\":\"1\",\"c\":\"2\"}}",
        "a[b.c]=1                     | {\"a\":{\"b.c\":\"1\"}}",
        "a[b][c]=1                    | {\"a\":{\"b\":{\"c\":\"1\"}}}",
        "a.b[c].d=1                   | {\"a\":{\"b\":{\"c\":{\"d\":\"1\"}}}}",
        "a=1&a=2                      | {\"a\":[\"1\",\"2\"]}",
        "a[]=1                        | {\"a\":[\"1\"]}",
        "a[]=1&a[]=2                  | {\"a\":[\"1\",\"2\"]}",
        "a=1&a[]=2                    | {\"a\":[\"1\",\"2\"]}",
        "a[1]=x                       | {\"a\":[\"x\"]}",
        "a[2]=y&a[1]=x                | {\"a\":[\"x\",\"y\"]}",
        "a[0]=x&a[1]=y                | {\"a\":{\"0\":\"x\",\"1\":\"y\"}}",
        "a[2]=y                       | {\"a\":{\"2\":\"y\"}}",
        "a.1=x&a.2=y                  | {\"a\":{\"1\":\"x\",\"2\":\"y\"}}",
        "a[1]=x&a.2=y                 | {\"a\":{\"1\":\"x\",\"2\":\"y\"}}",
        "a[99999]=x                   | {\"a\":{\"99999\":\"x\"}}",
        "a=1&a.b=2                    | {\"a\":[\"1\",{\"b\":\"2\"}]}",
        ".a=1                         | {\"name\":\"1\"}",
        "a.=1                         | {\"name\":\"1\"}",
        "a..b=1                       | {\"a..b\":\"1\"}",
        "a[b=1                        | {\"a[b\":\"1\"}",
        "[a]=1                        | {\"[a]\":\"1\"}",
        "a[b]c=1                      | {\"a[b]c\":\"1\"}",
      })
  void growsWhatTheKeysSpell(String form, String json) {
    assertThat(decoded(form.strip())).isEqualTo(json);
  }

  @Test
  void queryStringsKeepTheirKeys() {
    var arguments = UrlEncoded.arguments("a.b=1&c[d]=2".getBytes(StandardCharsets.UTF_8));

    assertThat(FormTree.decode(arguments, false).toString())
        .isEqualTo("{\"a.b\":\"1\",\"c[d]\":\"2\"}");
  }

  @Test
  void boundsTheStepsOfAKey() {
    String deepest = "a.".repeat(FormKey.MAX_STEPS - 1) + "a=1";
    assertThat(decoded(deepest)).contains("\"1\"");

    assertThatThrownBy(() -> decoded("a." + deepest)).isInstanceOf(RefusedBody.class);
  }
}
