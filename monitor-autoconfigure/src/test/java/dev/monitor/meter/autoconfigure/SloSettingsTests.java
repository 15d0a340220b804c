package dev.monitor.meter.autoconfigure;

import dev.monitor.property.InvalidPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SloSettings}.
 */
class SloSettingsTests {

	private final SloProperties properties = new SloProperties();

	@Test
	void aPercentageIsExportedAsAShare() {
		this.properties.setAvailability(99.95);
		assertThat(SloSettings.from(this.properties).availability()).isEqualTo(0.9995);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.999, 1, 0, -5, 100, Double.NaN })
	void whatIsNoPercentageStopsTheStart(double value) {
		this.properties.setAvailability(value);
		assertThatExceptionOfType(InvalidPropertyException.class).isThrownBy(() -> SloSettings.from(this.properties))
			.withMessageContaining("monitor.slo.availability")
			.withMessageContaining("is not above 1 and below 100");
		this.properties.setAvailability(99);
		this.properties.getLatency().setPercentage(value);
		assertThatExceptionOfType(InvalidPropertyException.class).isThrownBy(() -> SloSettings.from(this.properties))
			.withMessageContaining("monitor.slo.latency.percentage");
	}

}
