package io.gatehook;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import io.gatehook.sql.InTransaction;
import io.gatehook.sql.Sql;
import jakarta.persistence.EntityManager;
import java.util.Set;

/** Who talks to the store, and how. */
@AnalyzeClasses(packages = "io.gatehook", importOptions = ImportOption.DoNotIncludeTests.class)
class TransactionRulesTest {
  /** Those of the queue whose one step is one transaction over several stores. */
  private static final Set<String> OF_THE_QUEUE =
      Set.of(
          "Claimer",
          "TransactionInterceptor",
          "Recordings",
          "Deliveries",
          "Disabler",
          "Redeliveries",
          "Redeliverer",
          "Rescuer");

  @ArchTest
  static final ArchRule entityManagerOnlyInStores =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Store")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(EntityManager.class);

  @ArchTest
  static final ArchRule transactionsOnlyInStoresAndTheQueue =
      classes().that(openTransactions()).should(beStoresOrNamed(OF_THE_QUEUE));

  /** The server's interceptor keeps what it knows of a call in a field that threads share. */
  @ArchTest
  static final ArchRule transactionsNotByThePlatformsAnnotation =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("jakarta.transaction.Transactional");

  /** The server loses connections of a data source taken while it has put a transaction aside. */
  @ArchTest
  static final ArchRule transactionsOfTheirOwnGoByJpa =
      methods().that(haveATransactionOfTheirOwn()).should(sendNothingBySql());

  private static DescribedPredicate<JavaClass> openTransactions() {
    return describe(
        "open transactions",
        type ->
            type.isAnnotatedWith(InTransaction.class)
                || type.getMethods().stream()
                    .anyMatch(method -> method.isAnnotatedWith(InTransaction.class)));
  }

  private static ArchCondition<JavaClass> beStoresOrNamed(Set<String> names) {
    return ArchCondition.from(
        describe(
            "be stores, or one of " + names,
            type ->
                type.getSimpleName().endsWith("Store") || names.contains(type.getSimpleName())));
  }

  private static DescribedPredicate<JavaMethod> haveATransactionOfTheirOwn() {
    return describe(
        "have a transaction of their own",
        method ->
            method
                .tryGetAnnotationOfType(InTransaction.class)
                .map(InTransaction::own)
                .orElse(false));
  }

  private static ArchCondition<JavaMethod> sendNothingBySql() {
    return ArchCondition.from(
        describe(
            "send nothing by Sql",
            method ->
                method.getCallsFromSelf().stream()
                    .noneMatch(call -> call.getTargetOwner().isEquivalentTo(Sql.class))));
  }
}
