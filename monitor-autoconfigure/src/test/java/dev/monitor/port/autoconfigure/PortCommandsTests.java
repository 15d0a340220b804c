package dev.monitor.port.autoconfigure;

import java.util.Set;

import dev.monitor.Hints;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PortCommands}: the commands that print numbers.
 */
class PortCommandsTests {

	private static final Set<String> NUMBERS = Set.of("cachestats", "dbinfo", "jobs", "monitor", "perf_metrics");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PortAutoConfiguration.class));

	@Test
	void numbersArePrintedWhateverThereIs() {
		this.runner.run((context) -> assertThat(names(context)).containsAll(NUMBERS).contains("metrics"));
	}

	@Test
	void withoutMicrometerThereAreNoMeters() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(names(context)).containsAll(NUMBERS).doesNotContain("metrics"));
	}

	@Test
	void oneMayBeAllowedAlone() {
		this.runner.withPropertyValues("monitor.port.commands=dbinfo")
			.run((context) -> assertThat(names(context)).containsExactlyInAnyOrder("dbinfo", "help", "interactive",
					"quit"));
	}

	@Test
	void editorsProposeEveryCommand() {
		this.runner
			.run((context) -> assertThat(Hints.of("monitor.port.commands")).containsAll(names(context).stream()
				.filter((name) -> !Set.of("help", "interactive", "quit").contains(name))
				.toList()));
	}

	private static Set<String> names(ApplicationContext context) {
		return context.getBean(PortCommands.class).get().names();
	}

}
