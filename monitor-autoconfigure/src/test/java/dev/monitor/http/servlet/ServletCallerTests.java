package dev.monitor.http.servlet;

import java.util.function.Supplier;

import dev.monitor.http.Caller;
import dev.monitor.http.ConnectionEnds;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServletCaller}.
 */
class ServletCallerTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	@Test
	void theContainersOwnAnswersCountWhereNothingElseIsTold() {
		this.request.setRemoteAddr("127.0.0.2");
		assertThat(caller()).isEqualTo(new Caller("127.0.0.2", "127.0.0.1", "localhost", false, false));
	}

	@Test
	void whatAnAdapterTellsOfTheConnectionComesFirst() {
		this.request.setAttribute(ServletCaller.ENDS,
				(Supplier<ConnectionEnds>) () -> new ConnectionEnds("192.0.2.7", "192.0.2.1", true));
		assertThat(caller()).isEqualTo(new Caller("192.0.2.7", "192.0.2.1", "localhost", true, false));
	}

	/**
	 * As in a Tomcat that was not started by Spring Boot: it may have removed the header.
	 */
	@Test
	void withoutAnAdapterWhoeverTomcatTakesForAProxyIsOne() {
		this.request.setAttribute("org.apache.tomcat.request.forwarded", true);
		assertThat(caller().isOnThisMachine()).isFalse();
	}

	@Test
	void whatABrowserSaysOfThePageIsRead() {
		this.request.addHeader("Origin", "http://localhost");
		assertThat(caller().isOnThisMachine()).isTrue();
		this.request.addHeader("Origin", "https://app.example.com");
		assertThat(caller()).isEqualTo(new Caller("127.0.0.1", "127.0.0.1", "localhost", false, true));
	}

	private Caller caller() {
		return ServletCaller.of(new HttpServletRequestWrapper(this.request));
	}

}
