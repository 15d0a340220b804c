package dev.monitor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RealClient}.
 */
class RealClientTests {

	private static final String PROPERTY = "tests.real-clients";

	private final String before = System.getProperty(PROPERTY, "");

	@AfterEach
	void restore() {
		System.setProperty(PROPERTY, this.before);
	}

	@Test
	void aProgramOnThePathIsFound() {
		assertThat(RealClient.find("sh", "dash")).isExecutable();
		assertThat(RealClient.file("/", "base-files")).isDirectory();
	}

	@Test
	void aTestWithoutItsProgramIsAbortedAndSaysWhichPackageHasIt() {
		System.setProperty(PROPERTY, "");
		assertThatExceptionOfType(TestAbortedException.class)
			.isThrownBy(() -> RealClient.find("no-such", "some-package"))
			.withMessageContaining("no-such is missing: apt-get install some-package");
	}

	@Test
	void whereProgramsAreRequiredTheTestFails() {
		System.setProperty(PROPERTY, "required");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> RealClient.file("/no/such", "some-package"))
			.withMessageContaining("apt-get install some-package");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> RealClient.nodeModule("no-such", "1.0"))
			.withMessageContaining("npm install");
	}

}
