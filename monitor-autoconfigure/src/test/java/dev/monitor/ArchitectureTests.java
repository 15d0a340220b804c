package dev.monitor;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.stereotype.Component;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The arrows between the rooms.
 */
class ArchitectureTests {

	private static final Set<String> SHARED_ROOMS = Set.of("gate", "status", "event", "http", "guard", "check", "task",
			"failure", "process", "command", "jdbc", "listener", "property", "condition", "identity");

	private static final String[] FRAMEWORK_ROOMS = { "dev.monitor.condition..", "dev.monitor.property..",
			"dev.monitor.identity.." };

	private static final Set<String> LISTENERS_TO_COME = Set.of("check", "warmup");

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("dev.monitor");

	@Test
	void packagesAreFreeOfCycles() {
		check(slices().matching("dev.monitor.(**)").should().beFreeOfCycles());
	}

	@Test
	void coresKnowNoFramework() {
		check(classes().that()
			.resideInAPackage("dev.monitor.*")
			.and()
			.resideOutsideOfPackages(FRAMEWORK_ROOMS)
			.should()
			.onlyDependOnClassesThat(resideInAnyPackage("java..", "javax.net.ssl..", "javax.sql..", "dev.monitor..",
					"org.apiguardian.api..", "org.jspecify.annotations..", "org.slf4j..")));
	}

	@Test
	void coresDoNotKnowTheirAdapters() {
		check(noClasses().that()
			.resideInAPackage("dev.monitor.*")
			.should()
			.dependOnClassesThat(resideInAPackage("dev.monitor.*.*..")));
	}

	@Test
	void nothingKnowsADoorButDoors() {
		check(noClasses().that()
			.resideOutsideOfPackage("..autoconfigure..")
			.should()
			.dependOnClassesThat(resideInAPackage("dev.monitor..autoconfigure..")));
	}

	@Test
	void featuresDoNotKnowEachOther() {
		check(classes().that().resideInAPackage("dev.monitor.(*)..").should(notDependOnAnotherFeature()));
	}

	@Test
	void doorsAreFinalAndShowNothing() {
		check(classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.resideInAPackage("..autoconfigure..")
			.andShould(haveNoPublicMembers()));
	}

	@Test
	void postProcessorBeansAreStatic() {
		check(methods().that()
			.areAnnotatedWith(Bean.class)
			.and()
			.haveRawReturnType(
					are(assignableTo(BeanPostProcessor.class).or(assignableTo(BeanFactoryPostProcessor.class))))
			.should()
			.beStatic());
	}

	@Test
	void classConditionsStandOnConfigurationsNotOnBeanMethods() {
		check(noMethods().should().beAnnotatedWith(ConditionalOnClass.class));
	}

	@Test
	void nothingIsFoundByScanning() {
		check(noClasses().should().beAnnotatedWith(ComponentScan.class).orShould().beAnnotatedWith(Component.class));
	}

	@Test
	void severalListenersAreHeldAsListeners() {
		check(fields().should(holdNoListenersInACollection()));
	}

	@Test
	void oursJoinTheListenersOfTheUser() {
		check(methods().that().areAnnotatedWith(ConditionalOnMissingBean.class).should(notStepBackForAListener()));
	}

	private static void check(ArchRule rule) {
		rule.allowEmptyShould(true).check(CLASSES);
	}

	private static ArchCondition<JavaClass> notDependOnAnotherFeature() {
		return new ArchCondition<>("not depend on another feature") {

			@Override
			public void check(JavaClass origin, ConditionEvents events) {
				String own = room(origin);
				origin.getDirectDependenciesFromSelf().forEach((dependency) -> {
					JavaClass target = dependency.getTargetClass();
					String other = room(target);
					boolean allowed = other.isEmpty() || other.equals(own) || SHARED_ROOMS.contains(other)
							|| (isDoor(origin) && isDoor(target));
					if (!allowed) {
						events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
					}
				});
			}

		};
	}

	private static ArchCondition<JavaField> holdNoListenersInACollection() {
		return new ArchCondition<>("hold listeners as dev.monitor.failure.Listeners, ordered and guarded") {

			@Override
			public void check(JavaField field, ConditionEvents events) {
				boolean collection = field.getRawType().isAssignableTo(Collection.class);
				if (collection && field.getAllInvolvedRawTypes().stream().anyMatch(ArchitectureTests::isListener)) {
					events.add(SimpleConditionEvent.violated(field, field.getDescription()));
				}
			}

		};
	}

	private static ArchCondition<JavaMethod> notStepBackForAListener() {
		return new ArchCondition<>("not step back for a listener of the user") {

			@Override
			public void check(JavaMethod method, ConditionEvents events) {
				Stream<JavaClass> missing = Stream
					.of(method.getAnnotationOfType(ConditionalOnMissingBean.class).value())
					.filter(CLASSES::contain)
					.map(CLASSES::get);
				if (Stream.concat(Stream.of(method.getRawReturnType()), missing)
					.anyMatch(ArchitectureTests::isListener)) {
					events.add(SimpleConditionEvent.violated(method, method.getDescription()));
				}
			}

		};
	}

	private static boolean isListener(JavaClass candidate) {
		String name = candidate.getSimpleName();
		return candidate.isInterface() && candidate.getPackageName().startsWith("dev.monitor")
				&& !LISTENERS_TO_COME.contains(room(candidate))
				&& (name.endsWith("Listener") || name.equals("DataSourceObserver"));
	}

	private static boolean isDoor(JavaClass candidate) {
		return candidate.isAnnotatedWith(AutoConfiguration.class);
	}

	private static String room(JavaClass candidate) {
		String prefix = "dev.monitor.";
		String packageName = candidate.getPackageName();
		return packageName.startsWith(prefix) ? packageName.substring(prefix.length()).split("\\.", 2)[0] : "";
	}

	private static ArchCondition<JavaClass> haveNoPublicMembers() {
		DescribedPredicate<JavaMember> visible = DescribedPredicate.describe("visible",
				(member) -> member.getModifiers().contains(JavaModifier.PUBLIC) && !member.getName().equals("<init>"));
		return new ArchCondition<>("have no public members") {

			@Override
			public void check(JavaClass door, ConditionEvents events) {
				door.getMembers()
					.stream()
					.filter(visible)
					.forEach((member) -> events.add(SimpleConditionEvent.violated(member, member.getDescription())));
			}

		};
	}

}
