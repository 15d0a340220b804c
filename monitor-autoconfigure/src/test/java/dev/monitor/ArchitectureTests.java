package dev.monitor;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
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
import dev.monitor.logging.logback.LineAppender;
import dev.monitor.task.DaemonThread;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.stereotype.Component;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The arrows between the rooms.
 */
class ArchitectureTests {

	private static final Set<String> JDK_ROOMS = Set.of("gate", "status", "event", "secret", "http", "guard", "check",
			"task", "failure", "process", "command", "job", "sql", "listener");

	private static final Set<String> BOOT_ROOMS = Set.of("property", "condition", "identity");

	/**
	 * Adapters whose purpose is to bring two frameworks together.
	 */
	private static final Set<String> BRIDGES = Set.of("concurrency.cors", "dashboard.security", "database.servlet",
			"health.metrics", "http.observation", "job.scheduled", "logging.logback", "performance.cache",
			"scrape.security", "sql.jdbc", "sql.r2dbc", "warmup.r2dbc");

	/**
	 * Packages of frameworks. What comes with one, such as the Servlet API with Tomcat,
	 * belongs to it.
	 */
	private static final Map<String, Pattern> FRAMEWORKS = Map
		.ofEntries(Map.entry("Spring", Pattern.compile("org\\.springframework\\.(?!security).*|reactor\\..*")),
				Map.entry("Spring Security", Pattern.compile("org\\.springframework\\.security\\..*")),
				Map.entry("Servlet", Pattern
					.compile("jakarta\\.servlet.*|org\\.apache\\.(catalina|coyote|tomcat).*|org\\.eclipse\\.jetty.*")),
				Map.entry("Micrometer", Pattern.compile("io\\.(micrometer|prometheus)\\..*")),
				Map.entry("Logback", Pattern.compile("ch\\.qos\\.logback.*|net\\.logstash.*|tools\\.jackson.*")),
				Map.entry("GraphQL Java", Pattern.compile("graphql.*")),
				Map.entry("concurrency-limits", Pattern.compile("com\\.netflix.*")),
				Map.entry("datasource-proxy", Pattern.compile("net\\.ttddyy.*")),
				Map.entry("R2DBC", Pattern.compile("io\\.r2dbc.*")),
				Map.entry("Caffeine", Pattern.compile("com\\.github\\.benmanes.*")),
				Map.entry("HikariCP", Pattern.compile("com\\.zaxxer.*")),
				Map.entry("Quartz", Pattern.compile("org\\.quartz.*")),
				Map.entry("db-scheduler", Pattern.compile("com\\.github\\.kagkarlsson.*")));

	private static final int MOST_PARAMETERS = 6;

	private static final Set<String> WIDE_RECORDS = Set.of("dev.monitor.concurrency.LimitReport",
			"dev.monitor.concurrency.LimitSettings", "dev.monitor.warmup.WarmupReport$Task");

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
			.resideOutsideOfPackages(rooms(BOOT_ROOMS))
			.should()
			.onlyDependOnClassesThat(
					resideInAnyPackage("java..", "javax.management..", "javax.net.ssl..", "javax.sql..",
							"dev.monitor..", "org.apiguardian.api..", "org.jspecify.annotations..", "org.slf4j..")));
	}

	@Test
	void coresDoNotKnowRoomsOfBoot() {
		check(noClasses().that()
			.resideInAPackage("dev.monitor.*")
			.and()
			.resideOutsideOfPackages(rooms(BOOT_ROOMS))
			.should()
			.dependOnClassesThat(resideInAnyPackage(rooms(BOOT_ROOMS))));
	}

	@Test
	void coresDoNotKnowTheirAdapters() {
		check(noClasses().that()
			.resideInAPackage("dev.monitor.*")
			.should()
			.dependOnClassesThat(resideInAPackage("dev.monitor.*.*..")));
	}

	@Test
	void onlyAutoConfigurePackagesKnowAutoConfigurePackages() {
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
	void autoConfigurationsAreFinalAndShowNothing() {
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
	void adaptersSeeOneFramework() {
		Map<String, Set<String>> frameworks = CLASSES.stream()
			.filter((type) -> !type.getPackageName().contains(".autoconfigure"))
			.collect(Collectors.groupingBy((type) -> type.getPackageName().replaceFirst("^dev\\.monitor\\.?", ""),
					Collectors.flatMapping(ArchitectureTests::frameworks, Collectors.toSet())));
		assertThat(frameworks.entrySet()).filteredOn((adapter) -> adapter.getValue().size() > 1)
			.extracting(Map.Entry::getKey)
			.as("adapters of several frameworks: %s", frameworks)
			.containsExactlyInAnyOrderElementsOf(BRIDGES);
	}

	@Test
	void classesOfSpringFactoriesStandBesideAutoConfigurations() throws IOException {
		Properties factories = PropertiesLoaderUtils
			.loadProperties(new FileSystemResource("src/main/resources/META-INF/spring.factories"));
		assertThat(factories.values()).flatExtracting((names) -> List.of(((String) names).split(",", -1)))
			.isNotEmpty()
			.allSatisfy((name) -> assertThat(name).contains(".autoconfigure."));
	}

	@Test
	void theMapNamesEveryRoomAndNoOther() throws IOException {
		String map = Files.readString(Path.of("src/main/java/dev/monitor/package-info.java"));
		List<String> named = Pattern.compile("@code (\\w+)")
			.matcher(map)
			.results()
			.map((room) -> room.group(1))
			.toList();
		Set<String> rooms = CLASSES.stream().map(ArchitectureTests::room).collect(Collectors.toSet());
		rooms.remove("");
		assertThat(named).containsExactlyInAnyOrderElementsOf(rooms);
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

	/**
	 * Two records are the JSON of endpoints, and one has a shorter constructor too.
	 */
	@Test
	void constructorsHaveAtMostSixParameters() {
		assertThat(CLASSES.stream()
			.filter((type) -> !type.isAnonymousClass() && !type.isEnum())
			.flatMap((type) -> type.getConstructors().stream())
			.filter((constructor) -> constructor.getRawParameterTypes().size() > MOST_PARAMETERS)
			.map((constructor) -> constructor.getOwner().getName())).isSubsetOf(WIDE_RECORDS);
	}

	@Test
	void filesAreShort() throws IOException {
		List<Integer> lines = new ArrayList<>();
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			for (Path file : (Iterable<Path>) files.filter((path) -> path.toString().endsWith(".java"))::iterator) {
				int length = Files.readAllLines(file).size();
				if (!file.toString().endsWith("Properties.java")) {
					assertThat(length).as(file.toString()).isBetween(1, 300);
				}
				if (!file.endsWith("package-info.java")) {
					lines.add(length);
				}
			}
		}
		Collections.sort(lines);
		assertThat(lines.get(lines.size() / 2)).as("median").isLessThanOrEqualTo(80);
		assertThat(lines.get(lines.size() * 9 / 10)).as("nine of ten").isLessThanOrEqualTo(180);
	}

	/**
	 * The hook at the end of the JVM is the one thread that is not a daemon.
	 */
	@Test
	void threadsAreDaemonsThatInheritNothing() {
		check(noClasses().that()
			.doNotBelongToAnyOf(DaemonThread.class, LineAppender.class)
			.should()
			.callConstructorWhere(JavaAccess.Predicates.targetOwner(type(Thread.class))));
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

	/**
	 * The name of a parameter decides where there are several beans of its type.
	 */
	@Test
	void parametersOfTypesWithSeveralBeansAreNamedAfterABean() {
		Map<String, Class<?>> beans = new TreeMap<>();
		CLASSES.stream()
			.flatMap((type) -> type.getMethods().stream())
			.filter((method) -> method.isAnnotatedWith(Bean.class))
			.forEach((method) -> beans.put(method.getName(), method.getRawReturnType().reflect()));
		assertThat(CLASSES.stream()
			.filter((type) -> type.getPackageName().endsWith(".autoconfigure"))
			.map(JavaClass::reflect)
			.flatMap((type) -> Stream.concat(Stream.of(type.getDeclaredConstructors()),
					Stream.of(type.getDeclaredMethods()).filter((method) -> method.isAnnotationPresent(Bean.class))))
			.flatMap((executable) -> Stream.of(executable.getParameters()))
			.filter((parameter) -> parameter.getType().getName().startsWith("dev.monitor."))
			.filter((parameter) -> isAmbiguous(parameter, beans))).isEmpty();
	}

	private static boolean isAmbiguous(Parameter parameter, Map<String, Class<?>> beans) {
		Set<String> names = beans.entrySet()
			.stream()
			.filter((bean) -> parameter.getType().isAssignableFrom(bean.getValue()))
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
		return names.size() > 1 && !names.contains(parameter.getName());
	}

	private static void check(ArchRule rule) {
		rule.allowEmptyShould(true).check(CLASSES);
	}

	private static Stream<String> frameworks(JavaClass type) {
		return type.getDirectDependenciesFromSelf()
			.stream()
			.map((dependency) -> dependency.getTargetClass().getPackageName())
			.flatMap((target) -> FRAMEWORKS.entrySet()
				.stream()
				.filter((framework) -> framework.getValue().matcher(target).matches())
				.map(Map.Entry::getKey));
	}

	private static String[] rooms(Set<String> names) {
		return names.stream().map((name) -> "dev.monitor." + name + "..").toArray(String[]::new);
	}

	private static ArchCondition<JavaClass> notDependOnAnotherFeature() {
		return new ArchCondition<>("not depend on another feature") {

			@Override
			public void check(JavaClass origin, ConditionEvents events) {
				String own = room(origin);
				origin.getDirectDependenciesFromSelf().forEach((dependency) -> {
					JavaClass target = dependency.getTargetClass();
					String other = room(target);
					boolean allowed = other.isEmpty() || other.equals(own) || JDK_ROOMS.contains(other)
							|| BOOT_ROOMS.contains(other)
							|| (isAutoConfiguration(origin) && isAutoConfiguration(target));
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
				&& (name.endsWith("Listener") || name.equals("DataSourceObserver"));
	}

	private static boolean isAutoConfiguration(JavaClass candidate) {
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
			public void check(JavaClass autoConfiguration, ConditionEvents events) {
				autoConfiguration.getMembers()
					.stream()
					.filter(visible)
					.forEach((member) -> events.add(SimpleConditionEvent.violated(member, member.getDescription())));
			}

		};
	}

}
