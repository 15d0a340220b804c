package dev.monitor.property.autoconfigure;

import java.io.IOException;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.monitor.Metadata;
import dev.monitor.concurrency.Algorithm;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExpectedValue}.
 */
class ExpectedValueTests {

	private static final Set<String> TEXTS = Set.of("java.lang.String", "java.util.List<java.lang.String>",
			"java.util.Set<java.lang.String>");

	@Test
	void choicesAreWrittenAsInThePages() {
		assertThat(of(Algorithm.class)).isEqualTo(new ExpectedValue("is none of the values that it may have",
				"Set it to fixed, gradient2, vegas or aimd."));
	}

	@Test
	void aListTellsOfItsElements() {
		assertThat(ExpectedValue.of(ResolvableType.forClassWithGenerics(List.class, Duration.class)))
			.extracting(ExpectedValue::problem)
			.isEqualTo("has an element that is not a time");
	}

	@Test
	void aPrimitiveIsWhatItsBoxIs() {
		assertThat(of(int.class)).isNotNull().isEqualTo(of(Integer.class));
	}

	@Test
	void nothingIsSaidOfOtherTypes() {
		assertThat(of(Object.class)).isNull();
		assertThat(ExpectedValue.of(ResolvableType.forClassWithGenerics(List.class, Object.class))).isNull();
	}

	@Test
	void theTypesOfAllPropertiesAreKnown() throws Exception {
		for (Map<String, Object> property : properties()) {
			String type = String.valueOf(property.get("type"));
			boolean holds = type.contains("<") && (type.contains("dev.monitor.") || type.startsWith("java.util.Map<"));
			if (!TEXTS.contains(type) && !holds) {
				String element = type.replaceFirst("java\\.util\\.(List|Set)<(.*)>", "$2");
				assertThat(of(ClassUtils.forName(element, null))).as(property.get("name") + ": " + type).isNotNull();
			}
		}
	}

	private static List<Map<String, Object>> properties() throws IOException {
		return Metadata.section("properties")
			.stream()
			.filter((property) -> String.valueOf(property.get("name")).startsWith("monitor."))
			.toList();
	}

	private static @Nullable ExpectedValue of(Type type) {
		return ExpectedValue.of(ResolvableType.forType(type));
	}

}
