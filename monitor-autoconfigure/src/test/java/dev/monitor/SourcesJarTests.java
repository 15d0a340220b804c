package dev.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SourcesJarTests {

	/**
	 * Until a release is published, users install the jar from a clone, and editors look
	 * for its sources beside it.
	 */
	@Test
	void everyBuildMakesOne() throws IOException {
		String pom = Files.readString(Path.of("..", "pom.xml"));
		assertThat(pom.substring(0, pom.indexOf("<profiles>"))).contains("<artifactId>maven-source-plugin</artifactId>",
				"<goal>jar-no-fork</goal>");
	}

}
