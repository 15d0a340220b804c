package dev.monitor.scrape.actuate;

import java.util.Set;

import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;

import static org.assertj.core.api.Assertions.assertThat;

class ScrapeExposureTests {

	private final WebEndpointProperties properties = new WebEndpointProperties();

	@Test
	void withoutAListTheDefaultOnesStay() {
		assertThat(includeAfterwards()).containsExactly("health", "prometheus");
	}

	@Test
	void ownListIsAddedTo() {
		this.properties.getExposure().setInclude(Set.of("info"));
		assertThat(includeAfterwards()).containsExactly("info", "prometheus");
	}

	@Test
	void excludeListIsLeftAlone() {
		this.properties.getExposure().setExclude(Set.of("info"));
		includeAfterwards();
		assertThat(this.properties.getExposure().getExclude()).containsExactly("info");
	}

	@Test
	void otherBeansAreLeftAlone() {
		Object bean = new Object();
		assertThat(new ScrapeExposure().postProcessAfterInitialization(bean, "bean")).isSameAs(bean);
	}

	private Set<String> includeAfterwards() {
		new ScrapeExposure().postProcessAfterInitialization(this.properties, "properties");
		return this.properties.getExposure().getInclude();
	}

}
