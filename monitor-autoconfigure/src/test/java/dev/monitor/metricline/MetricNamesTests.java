package dev.monitor.metricline;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link MetricNames}.
 */
class MetricNamesTests {

	private static final String DEFAULT = "{region}.{environment}.{application}.{label}.{metric}";

	private final Map<String, String> values = new HashMap<>(
			Map.of("region", "", "environment", "", "application", "", "label", "", "host", "h-1.internal"));

	@Test
	void segmentsWithoutAValueAreLeftOut() {
		assertThat(name(DEFAULT)).isEqualTo("jvm.memory.used");
		this.values.put("application", "orders");
		assertThat(name(DEFAULT)).isEqualTo("orders.jvm.memory.used");
		this.values.put("region", "eu");
		this.values.put("label", "blue");
		assertThat(name(DEFAULT)).isEqualTo("eu.orders.blue.jvm.memory.used");
	}

	@Test
	void aSegmentKeepsItsOtherTextAsLongAsOnePlaceholderHasAValue() {
		assertThat(name("{region}-{environment}.{metric}")).isEqualTo("jvm.memory.used");
		this.values.put("region", "eu");
		assertThat(name("{region}-{environment}.{metric}")).isEqualTo("eu-.jvm.memory.used");
	}

	@Test
	void theHostIsThereOnlyIfItIsWritten() {
		assertThat(name("{host}.{metric}")).isEqualTo("h-1_internal.jvm.memory.used");
	}

	@Test
	void otherTextIsKept() {
		assertThat(name("prod.x{metric}y.end")).isEqualTo("prod.xjvm.memory.usedy.end");
		assertThat(name("a b=\"\n.{metric}")).isEqualTo("a_b___.jvm.memory.used");
	}

	@Test
	void valuesCannotForgeAPair() {
		this.values.put("application", "x sample#a=1\n\"é.b");
		assertThat(name(DEFAULT)).isEqualTo("x_sample_a_1____b.jvm.memory.used");
		MetricNames names = new MetricNames("{metric}", this.values);
		assertThat(names.name("a b=c\nt=1 measure#é", ".p95")).isEqualTo("a_b_c_t_1_measure__.p95");
		assertThat(MetricNames.segment("uri_/orders/{id}.x")).isEqualTo("uri__orders__id__x");
	}

	@Test
	void aLongNameKeepsWhatTellsItsNumbersApart() {
		MetricNames names = new MetricNames("{host}.{metric}", this.values);
		assertThat(names.name("x".repeat(1000), ".p95")).hasSize(250).startsWith("h-1_internal.xxx").endsWith("x.p95");
	}

	@Test
	void theMetricMustBeThereOnce() {
		for (String template : new String[] { "", "{application}", "{metric}.{metric}", "metric" }) {
			assertThatIllegalArgumentException().isThrownBy(() -> new MetricNames(template, this.values))
				.withMessageContaining("{metric}");
		}
	}

	@Test
	void anUnknownPlaceholderIsRefused() {
		for (String placeholder : new String[] { "{app}", "{Region}", "{}", "{a b}" }) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> new MetricNames(placeholder + "-{metric}", this.values))
				.withMessageContaining(placeholder);
		}
	}

	@Test
	void aUnitIsLettersOrNothing() {
		assertThat(MetricNames.unit("bytes")).isEqualTo("bytes");
		for (String unit : new String[] { "", "a b", "1", "x=y", "é", "a".repeat(21) }) {
			assertThat(MetricNames.unit(unit)).isEmpty();
		}
		assertThat(MetricNames.unit(null)).isEmpty();
	}

	private String name(String template) {
		return new MetricNames(template, this.values).name("jvm.memory.used", "");
	}

}
