package dev.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What users may code against: declared with {@link API}, closed, and documented.
 */
class PublicApiTests {

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("dev.monitor");

	private static final Pattern NAME = Pattern.compile("`(\\w+)`");

	private static final Path GUIDES = Path.of("..", "docs", "guides");

	@Test
	void declaredTypesShowNoOtherTypeOfOurs() {
		assertThat(declared()).isNotEmpty()
			.allSatisfy((type) -> assertThat(undeclared(type)).as("undeclared types that %s shows", type.getName())
				.isEmpty());
	}

	@Test
	void declaredTypesArePublic() {
		assertThat(declared())
			.allSatisfy((type) -> assertThat(type.getModifiers()).as(type.getName()).contains(JavaModifier.PUBLIC));
	}

	@Test
	void thePagesNameEveryDeclaredTypeAndNoOther() throws IOException {
		List<String> lines = new ArrayList<>();
		for (String page : List.of("extend.md", "extend-metrics.md", "extend-jobs.md")) {
			lines.addAll(Files.readAllLines(GUIDES.resolve(page)));
		}
		Set<String> named = lines.stream()
			.filter((line) -> line.startsWith("| `"))
			.map((line) -> line.substring(0, line.indexOf('|', 1)))
			.flatMap((cell) -> NAME.matcher(cell).results().map((name) -> name.group(1)))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(named).containsExactlyInAnyOrderElementsOf(
				declared().stream().filter(JavaClass::isTopLevelClass).map(JavaClass::getSimpleName).toList());
	}

	private static Set<JavaClass> declared() {
		return CLASSES.stream().filter(PublicApiTests::isDeclared).collect(Collectors.toSet());
	}

	private static boolean isDeclared(JavaClass type) {
		return type.isAnnotatedWith(API.class) || type.getEnclosingClass()
			.filter((enclosing) -> isDeclared(enclosing) && type.getModifiers().contains(JavaModifier.PUBLIC))
			.isPresent();
	}

	private static Set<String> undeclared(JavaClass type) {
		Stream<JavaType> parents = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
		Stream<JavaType> fields = type.getFields()
			.stream()
			.filter(PublicApiTests::isVisible)
			.map((field) -> field.getType());
		Stream<JavaType> codeUnits = type.getCodeUnits()
			.stream()
			.filter(PublicApiTests::isVisible)
			.flatMap(PublicApiTests::signature);
		return Stream.of(parents, fields, codeUnits)
			.flatMap((types) -> types)
			.flatMap((shown) -> shown.getAllInvolvedRawTypes().stream())
			.filter((shown) -> shown.getPackageName().startsWith("dev.monitor") && !isDeclared(shown))
			.map(JavaClass::getName)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Stream<JavaType> signature(JavaCodeUnit unit) {
		return Stream
			.of(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream(),
					unit.getExceptionTypes().stream().map((type) -> (JavaType) type))
			.flatMap((types) -> types);
	}

	private static boolean isVisible(JavaMember member) {
		return member.getModifiers().contains(JavaModifier.PUBLIC)
				|| member.getModifiers().contains(JavaModifier.PROTECTED);
	}

}
