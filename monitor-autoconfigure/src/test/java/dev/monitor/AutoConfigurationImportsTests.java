package dev.monitor;

import java.io.File;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The imports file is the table of contents.
 */
class AutoConfigurationImportsTests {

	@Test
	void importsAreSortedAndAreTheDoors() throws IOException {
		List<String> doors = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.importPackages("dev.monitor")
			.stream()
			.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
			.map(JavaClass::getName)
			.sorted()
			.toList();
		assertThat(doors).isNotEmpty();
		assertThat(imports()).containsExactlyElementsOf(doors);
	}

	/**
	 * Each condition on beans looks through all definitions that there are by then.
	 */
	@Test
	void theConditionsOfSpringBootDoNotLookThroughOurBeans() throws Exception {
		for (String door : imports()) {
			Class<?> type = Class.forName(door);
			AutoConfiguration before = type.getAnnotation(AutoConfiguration.class);
			AutoConfigureOrder order = type.getAnnotation(AutoConfigureOrder.class);
			if (before.before().length + before.beforeName().length == 0) {
				assertThat(order).as(door).isNotNull();
				assertThat(order.value()).as(door).isEqualTo(Ordered.LOWEST_PRECEDENCE);
			}
		}
	}

	/**
	 * Spring Boot looks in all jars for the class file of each that is named, whatever
	 * libraries are absent.
	 */
	@Test
	void whatComesLastDoesNotNameWhatItComesAfter() throws Exception {
		for (String door : imports()) {
			Class<?> type = Class.forName(door);
			if (type.isAnnotationPresent(AutoConfigureOrder.class)
					&& !type.isAnnotationPresent(ConditionalOnClass.class)) {
				AutoConfiguration last = type.getAnnotation(AutoConfiguration.class);
				assertThat(last.afterName()).as(door).isEmpty();
				for (Class<?> after : last.after()) {
					assertThat(after.getAnnotation(AutoConfiguration.class).afterName()).as(door).isEmpty();
				}
			}
		}
	}

	/**
	 * Spring warns of an annotation with classes that cannot be loaded.
	 */
	@ParameterizedTest
	@CsvSource({ "servlet|web|tomcat, jakarta/servlet/Filter", "micrometer, io/micrometer/core/instrument/Meter" })
	void whatIsImportedCanBeLoadedWithoutLibrariesThatMayBeAbsent(String absent, String resource) throws Exception {
		List<URL> present = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
			if (!Pattern.compile(absent).matcher(new File(entry).getName()).find()) {
				present.add(new File(entry).toURI().toURL());
			}
		}
		ClassLoader platform = ClassLoader.getPlatformClassLoader();
		try (URLClassLoader loader = new URLClassLoader(present.toArray(new URL[0]), platform)) {
			assertThat(loader.getResource(resource + ".class")).isNull();
			for (String door : imports()) {
				Class<?> type = Class.forName(door, false, loader);
				if (isReadable(type, ConditionalOnClass.class)) {
					assertThat(isReadable(type, Import.class)).as(door).isTrue();
				}
			}
		}
	}

	private static boolean isReadable(Class<?> type, Class<?> annotation) throws ReflectiveOperationException {
		for (Annotation each : type.getAnnotations()) {
			if (each.annotationType().getName().equals(annotation.getName())) {
				try {
					each.annotationType().getMethod("value").invoke(each);
				}
				catch (InvocationTargetException ex) {
					return false;
				}
			}
		}
		return true;
	}

	private static List<String> imports() throws IOException {
		return new ClassPathResource("META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports")
			.getContentAsString(StandardCharsets.UTF_8)
			.lines()
			.toList();
	}

}
