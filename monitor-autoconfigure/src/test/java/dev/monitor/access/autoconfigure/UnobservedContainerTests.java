package dev.monitor.access.autoconfigure;

import dev.monitor.CapturedLog;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockServletContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnobservedContainer}.
 */
class UnobservedContainerTests {

	private final MockServletContext container = new MockServletContext();

	@Test
	void aContainerThatIsNoTomcatIsNamed() {
		try (CapturedLog log = new CapturedLog(UnobservedContainer.class)) {
			new UnobservedContainer().onStartup(this.container);
			assertThat(log.lines()).singleElement()
				.asString()
				.startsWith("INFO ")
				.contains("ev=http", this.container.getServerInfo());
		}
	}

	@Test
	void tomcatIsNot() {
		this.container.setAttribute("org.apache.catalina.resources", "resources");
		try (CapturedLog log = new CapturedLog(UnobservedContainer.class)) {
			new UnobservedContainer().onStartup(this.container);
			assertThat(log.lines()).isEmpty();
		}
	}

}
