package io.gatehook.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateEngineTest {
  private static final String HEADER = "## description: test\n";

  private final TemplateEngine engine = new TemplateEngine();

  @Test
  void rendersVariablesMembersAndLoops() throws TemplateFailure {
    assertThat(
            rendered(
                "$id $source $event $time $data.operation $data.get('schema')"
                    + " #foreach($m in $data.entity.entrySet())$m.key#if($foreach.hasNext),#end#end"))
        .isEqualTo(
            "key-1 crud consumers 2026-01-02T03:04:05.678Z create consumers"
                + " id,username,created_at,tags");
  }

  @Test
  void absentMembersAreNull() throws TemplateFailure {
    assertThat(rendered("#if($data.nope)a#{else}b#end $json.of($data.nope) [$!data.nope]"))
        .isEqualTo("b null []");
  }

  @Test
  void neverEvaluatesTheTextOfAnEvent() throws TemplateFailure {
    var event = DestinationEvents.event("s", "e", "{\"a\":\"$json.of(1) #set($b = 1)\"}");

    assertThat(compile("$data.a \"$data.a\"").render(event, Map.of()))
        .isEqualTo("$json.of(1) #set($b = 1) \"$json.of(1) #set($b = 1)\"");
  }

  @Test
  void namesTheLineOfWhatFails() {
    assertFails("a\n\n$evnt.x", 4, "Variable $evnt has not been set");
    assertFails("$data.nope.more", 2, "Attempted to access 'more' on a null value");
    assertFails("\n$data.nope", 3, "Reference $data.nope evaluated to null");
    assertFails("$json.nope()", 2, "does not contain method nope");
    assertFails("$date.epoch('x')", 2, "not a time: x");
    assertFails("\n\n#if(", 4, "Encountered");
    assertFails("#foreach($a in $data)", 2, "Encountered");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#include('/etc/hostname')",
        "#parse('slack.vm')",
        "#evaluate('$data')",
        "#macro(f)x#end",
        "#define($x)y#end",
        "#if(true)#foreach($i in [1..2])#parse('x')#end#end"
      })
  void refusesDirectivesThatReachFurther(String text) {
    assertFails(text, 2, " is not available");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$source.getClass()",
        "$source.class",
        "$data.getClass().forName('java.lang.Runtime')",
        "$json.class",
        "$json.getClass().getClassLoader()",
        "$source.repeat(2000000000)",
        "$source.format('%999999999d', 1)",
        "$source.bytes",
        "$data.put('a', 'b')",
        "$data.clear()",
        "$data.entity.tags.add('x')",
        "$settings.put('a', 'b')",
        "#set($data.operation = 'evil')"
      })
  void refusesWhatDoesNotJustRead(String text) {
    assertThat(failure(text).text()).containsPattern("does not contain|property");
  }

  @Test
  void namedClassIsAMemberLikeAnyOther() throws TemplateFailure {
    assertThat(rendered("#if($data.class)a#{else}b#end")).isEqualTo("b");
  }

  @Test
  void endsWhatTakesTooMuch() {
    assertFails(
        "#foreach($i in [1..1000000000])#set($x = $i)#end", null, "more than 1000000 steps");
    assertFails(
        "#foreach($i in [1..1000])#foreach($j in [1..1000])#foreach($k in [1..1000])#end#end#end",
        null,
        "more than 1000000 steps");
    assertFails(
        "#set($t = 'xx')#foreach($i in [1..60])#set($t = \"$t$t\")#end",
        null,
        "more than 1048576 characters");
    assertFails(
        "#foreach($i in [1..100000])abcdefghijklmnopqrstuvwxyz#end",
        null,
        "more than 1048576 characters");
  }

  @Test
  void missesRequiredSettings() throws TemplateFailure {
    var template =
        DestinationTemplate.compile(
            "t", "## description: d\n## settings: key\n$settings.key", engine);

    assertThat(template.render(DestinationEvents.CHANGE, Map.of("key", "v"))).isEqualTo("v");
    assertThat(
            catchThrowableOfType(
                TemplateFailure.class,
                () -> template.render(DestinationEvents.CHANGE, Map.of("key", " "))))
        .hasMessage("setting 'key' is missing");
  }

  private void assertFails(String text, Integer line, String message) {
    TemplateFailure failure = failure(text);
    assertThat(failure.text()).contains(message).doesNotContain("line ");
    assertThat(failure.line()).isEqualTo(line);
  }

  private TemplateFailure failure(String text) {
    return catchThrowableOfType(TemplateFailure.class, () -> rendered(text));
  }

  private String rendered(String text) throws TemplateFailure {
    return compile(text).render(DestinationEvents.CHANGE, Map.of());
  }

  private DestinationTemplate compile(String text) throws TemplateFailure {
    return DestinationTemplate.compile("t", HEADER + text, engine);
  }
}
