package dev.monitor.listener;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.CodeSource;
import java.security.cert.Certificate;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClassFiles}.
 */
class ClassFilesTests {

	private static final ClassLoader SYSTEM = ClassLoader.getSystemClassLoader();

	@Test
	void aJarOnTheClassPathStaysOpen() throws Exception {
		assertThat(ClassFiles.areOpen(SYSTEM, source("file:/app/lib/monitor.jar"))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "file:/app/classes/", "file:/app/monitor" })
	void aDirectoryDoesNot(String location) throws Exception {
		assertThat(ClassFiles.areOpen(SYSTEM, source(location))).isFalse();
	}

	@Test
	void aContainerMayCloseTheJarsOfAWebApplication() throws Exception {
		try (URLClassLoader container = new URLClassLoader(new URL[0], SYSTEM)) {
			assertThat(ClassFiles.areOpen(container, source("file:/webapps/a/WEB-INF/lib/monitor.jar"))).isFalse();
		}
	}

	@Test
	void whatIsNotKnownIsNotOpen() {
		assertThat(ClassFiles.areOpen(SYSTEM, null)).isFalse();
		assertThat(ClassFiles.areOpen(SYSTEM, new CodeSource(null, (Certificate @Nullable []) null))).isFalse();
		assertThat(ClassFiles.areOpen(null, null)).isFalse();
	}

	@Test
	void theseTestsRunFromADirectory() {
		assertThat(ClassFiles.stayOpen()).isFalse();
	}

	private static CodeSource source(String location) throws Exception {
		return new CodeSource(URI.create(location).toURL(), (Certificate @Nullable []) null);
	}

}
