package dev.monitor.dashboard;

import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.mockito.MockedStatic;
import org.mockito.Mockito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PageAssets}.
 */
class PageAssetsTests {

	private final PageAssets assets = new PageAssets();

	@Test
	void areLoadedAgainAfterThatFailedHalfWay() {
		try (MockedStatic<Content> contents = Mockito.mockStatic(Content.class, Mockito.CALLS_REAL_METHODS)) {
			contents.when(() -> Content.of(ArgumentMatchers.startsWith("text/html"), ArgumentMatchers.any()))
				.thenThrow(new OutOfMemoryError("on purpose"));
			assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> this.assets.get("", false));
		}
		assertThat(this.assets.get("", false)).isNotNull();
	}

}
