package io.gatehook;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import java.time.Clock;
import java.time.temporal.Temporal;
import java.util.Set;

/** The arrows between the packages, and the habits that hold everywhere. */
@AnalyzeClasses(packages = "io.gatehook", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String RUNTIME = "io.gatehook.runtime..";
  private static final String LAUNCH = "io.gatehook.runtime.launch..";

  @ArchTest
  static final ArchRule arrows =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("json")
          .definedBy("io.gatehook.json..")
          .layer("text")
          .definedBy("io.gatehook.text..")
          .layer("metrics")
          .definedBy("io.gatehook.metrics..")
          .layer("rate")
          .definedBy("io.gatehook.rate..")
          .layer("sql")
          .definedBy("io.gatehook.sql..")
          .layer("schema")
          .definedBy("io.gatehook.schema..")
          .layer("event")
          .definedBy("io.gatehook.event..")
          .layer("lua")
          .definedBy("io.gatehook.lua..")
          .layer("http")
          .definedBy("io.gatehook.http..")
          .layer("destination")
          .definedBy("io.gatehook.destination..")
          .layer("handler")
          .definedBy("io.gatehook.handler")
          .layer("handlers")
          .definedBy("io.gatehook.handler.*..")
          .layer("hook")
          .definedBy("io.gatehook.hook..")
          .layer("delivery")
          .definedBy("io.gatehook.delivery..")
          .layer("connector")
          .definedBy("io.gatehook.connector..")
          .layer("access")
          .definedBy("io.gatehook.access..")
          .layer("admin")
          .definedBy("io.gatehook.admin..")
          .layer("runtime")
          .definedBy(RUNTIME)
          .whereLayer("runtime")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("admin")
          .mayOnlyBeAccessedByLayers("runtime")
          .whereLayer("connector")
          .mayOnlyBeAccessedByLayers("runtime")
          .whereLayer("access")
          .mayOnlyBeAccessedByLayers("admin", "runtime")
          .whereLayer("delivery")
          .mayOnlyBeAccessedByLayers("connector", "admin", "runtime")
          .whereLayer("hook")
          .mayOnlyBeAccessedByLayers("delivery", "connector", "admin", "runtime")
          .whereLayer("handlers")
          .mayOnlyBeAccessedByLayers("runtime")
          .whereLayer("handler")
          .mayOnlyBeAccessedByLayers(
              "handlers", "hook", "delivery", "connector", "admin", "runtime")
          .whereLayer("lua")
          .mayOnlyBeAccessedByLayers("handlers", "runtime")
          .whereLayer("http")
          .mayOnlyBeAccessedByLayers("handlers", "runtime")
          .whereLayer("destination")
          .mayOnlyBeAccessedByLayers("handlers", "admin", "runtime")
          .whereLayer("event")
          .mayOnlyBeAccessedByLayers(
              "handler", "handlers", "hook", "delivery", "connector", "admin", "runtime")
          .whereLayer("json")
          .mayNotAccessAnyLayer()
          .whereLayer("text")
          .mayNotAccessAnyLayer()
          .whereLayer("metrics")
          .mayNotAccessAnyLayer()
          .whereLayer("rate")
          .mayNotAccessAnyLayer()
          .whereLayer("sql")
          .mayOnlyAccessLayers("metrics")
          .whereLayer("schema")
          .mayOnlyAccessLayers("json")
          .whereLayer("event")
          .mayOnlyAccessLayers("json")
          .whereLayer("lua")
          .mayOnlyAccessLayers("json", "schema", "text")
          .whereLayer("http")
          .mayOnlyAccessLayers("json", "schema")
          .whereLayer("destination")
          .mayOnlyAccessLayers("json");

  @ArchTest
  static final ArchRule noCycles = slices().matching("io.gatehook.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noCyclesInTheQueue =
      slices().matching("io.gatehook.delivery.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule whatTheQueueSpeaksOfKnowsNoStep =
      noClasses()
          .that()
          .resideInAPackage("io.gatehook.delivery")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.gatehook.delivery.*..");

  @ArchTest
  static final ArchRule noCyclesAmongHooks =
      slices().matching("io.gatehook.hook.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule aHookKnowsNothingOfWhatIsDoneWithIt =
      noClasses()
          .that()
          .resideInAPackage("io.gatehook.hook")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.gatehook.hook.*..");

  @ArchTest
  static final ArchRule handlersDoNotKnowEachOther =
      slices()
          .matching("io.gatehook.handler.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(alwaysTrue(), resideInAPackage("io.gatehook.handler.request.."));

  @ArchTest
  static final ArchRule handlersKnowNoServer =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.gatehook.handler..",
              "io.gatehook.http..",
              "io.gatehook.lua..",
              "io.gatehook.destination..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.persistence..", "jakarta.ws.rs..", "jakarta.transaction..");

  @ArchTest
  static final ArchRule httpServerTypesOnlyInAdmin =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.gatehook.admin..", "io.gatehook.access..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws.rs..", "jakarta.servlet..");

  @ArchTest
  static final ArchRule ejbOnlyInRuntime =
      noClasses()
          .that()
          .resideOutsideOfPackage(RUNTIME)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.ejb..");

  @ArchTest
  static final ArchRule entitiesHaveNoSetters =
      noMethods()
          .that()
          .areDeclaredInClassesThat()
          .areAnnotatedWith(Entity.class)
          .should()
          .haveNameMatching("set[A-Z].*");

  /** JPA forbids it, and EclipseLink takes it at its word. */
  @ArchTest
  static final ArchRule entitiesHaveNoFinalFields =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .areAnnotatedWith(Entity.class)
          .and()
          .areNotStatic()
          .should()
          .notBeFinal();

  @ArchTest
  static final ArchRule timeOnlyFromTheClock =
      noClasses()
          .that()
          .resideOutsideOfPackage(RUNTIME)
          .should()
          .callMethodWhere(describe("it reads the time", ArchitectureTest::readsTheTime));

  @ArchTest
  static final ArchRule namesSayMoreThanTheirKind =
      noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Utils?|Info|Data)");

  @ArchTest
  static final ArchRule packagesAreFeatures =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..",
              "..common..",
              "..impl..",
              "..service..",
              "..exception..",
              "..dto..",
              "..model..");

  @ArchTest static final ArchRule noGenericExceptions = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

  @ArchTest
  static final ArchRule standardStreamsOnlyInTheLauncher =
      noClasses().that().resideOutsideOfPackage(LAUNCH).should(ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule loggingOnlyThroughThePlatform =
      noClasses()
          .that()
          .resideOutsideOfPackage(RUNTIME)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.logging..");

  private static boolean readsTheTime(JavaMethodCall call) {
    String method = call.getTarget().getName();
    var owner = call.getTargetOwner();
    boolean now =
        method.equals("now")
            && assignableTo(Temporal.class).test(owner)
            && call.getTarget().getRawParameterTypes().isEmpty();
    boolean wallClock = owner.isEquivalentTo(System.class) && method.equals("currentTimeMillis");
    boolean ownClock =
        owner.isEquivalentTo(Clock.class)
            && Set.of("systemUTC", "systemDefaultZone", "system").contains(method);
    return now || wallClock || ownClock;
  }
}
