package dev.monitor.dashboard.metrics;

import java.time.Duration;

import dev.monitor.dashboard.AccessLevel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MeterDataTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final MeterData data = new MeterData(this.registry);

	@Test
	void everyNameIsThereOnce() {
		this.registry.counter("orders", "kind", "b").increment();
		this.registry.counter("orders", "kind", "a").increment(2);
		this.registry.gauge("age", Double.NaN);
		assertThat(this.data.write("", AccessLevel.VIEW))
			.hasToString("{\"meters\":[{\"name\":\"age\"},{\"name\":\"orders\"}]}");
	}

	@Test
	void aMeterHasItsSeriesByTags() {
		this.registry.counter("orders", "kind", "b").increment();
		this.registry.counter("orders", "kind", "a").increment(2);
		this.registry.gauge("age", Double.NaN);
		this.registry.timer("time").record(Duration.ofMillis(1500));
		assertThat(this.data.write("orders", AccessLevel.VIEW)).hasToString("""
				{"name":"orders","total":2,"series":[{"tags":"kind=a","values":{"count":2.0}},\
				{"tags":"kind=b","values":{"count":1.0}}]}""");
		assertThat(this.data.write("age", AccessLevel.VIEW)).asString().contains("\"values\":{}");
		assertThat(this.data.write("time", AccessLevel.VIEW)).asString()
			.contains("\"count\":1.0,\"total\":1.5,\"max\":1.5");
		assertThat(this.data.write("nothing", AccessLevel.VIEW)).isNull();
	}

	@Test
	void noMoreThanAHundredSeriesAreSentOfAnyMeter() {
		for (int i = 0; i < 150; i++) {
			this.registry.counter("orders", "kind", String.valueOf(i));
		}
		assertThat(this.data.write("orders", AccessLevel.VIEW)).asString().contains("\"total\":150");
		assertThat(String.valueOf(this.data.write("orders", AccessLevel.VIEW)).split("\"tags\"")).hasSize(101);
	}

}
