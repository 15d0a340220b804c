package dev.monitor.access.servlet;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

/**
 * Tests for {@link UserFilter}.
 */
class UserFilterTests {

	private final HttpServletRequest request = mock();

	private final HttpServletResponse response = mock();

	private final FilterChain chain = mock();

	@Test
	void aUserWhoCannotBeReadHarmsNoRequest() throws Exception {
		given(this.request.getRemoteUser()).willThrow(new NoClassDefFoundError("on purpose"));
		assertThatCode(() -> new UserFilter().doFilter(this.request, this.response, this.chain))
			.doesNotThrowAnyException();
		verify(this.chain).doFilter(this.request, this.response);
	}

}
