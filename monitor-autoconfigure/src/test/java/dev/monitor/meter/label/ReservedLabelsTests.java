package dev.monitor.meter.label;

import dev.monitor.CapturedLog;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReservedLabels}.
 */
class ReservedLabelsTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void labelsOfTheScraperAreRenamedAsItWould() {
		this.registry.config().meterFilter(new ReservedLabels());
		try (CapturedLog log = new CapturedLog(ReservedLabels.class)) {
			this.registry.counter("a", "job", "import", "instance", "one", "size", "large").increment();
			this.registry.counter("a", "job", "export", "instance", "one", "size", "large").increment();
			this.registry.counter("b", "job", "import").increment();
			this.registry.counter("c", "job.name", "import").increment();
			assertThat(log.lines()).hasSize(2)
				.anyMatch((line) -> line
					.startsWith("WARN Tag 'instance' of meter 'a' is exported as 'exported_instance'"))
				.anyMatch((line) -> line.startsWith("WARN Tag 'job' of meter 'b' is exported as 'exported_job'"));
		}
		assertThat(this.registry.getMeters()).extracting((meter) -> meter.getId().getTags())
			.containsExactlyInAnyOrder(
					Tags.of("exported_job", "import", "exported_instance", "one", "size", "large").stream().toList(),
					Tags.of("exported_job", "export", "exported_instance", "one", "size", "large").stream().toList(),
					Tags.of("exported_job", "import").stream().toList(),
					Tags.of("job.name", "import").stream().toList());
	}

}
