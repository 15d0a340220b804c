package dev.monitor.guard.property;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import dev.monitor.guard.AccessToken;
import dev.monitor.guard.TokenHash;
import dev.monitor.scrape.autoconfigure.ScrapeProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ConfiguredTokensTests {

	private static final String FIRST = "first-".repeat(8);

	private static final String SECOND = "other-".repeat(8);

	private final ScrapeProperties properties = new ScrapeProperties();

	@Test
	void filesAreReadAgainInTheBackgroundUntilTheyAreStopped(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("token"), FIRST);
		ScrapeProperties.Token token = new ScrapeProperties.Token();
		token.setFile(file.toString());
		this.properties.getTokens().put("file", token);
		ConfiguredTokens configured = new ConfiguredTokens("monitor.metrics.tokens", this.properties.getTokens());
		configured.start();
		configured.start();
		await().until(() -> threads() == 1);
		AccessToken opens = List.copyOf(configured.all()).get(0);
		assertThat(opens.hash().get().matches(TokenHash.of(FIRST))).isTrue();
		Files.writeString(file, SECOND);
		await().until(() -> opens.hash().get().matches(TokenHash.of(SECOND)));
		configured.stop();
		await().until(() -> threads() == 0);
	}

	@Test
	void aFileThatIsNoneAnyMoreKeepsNoOtherFromBeingRead(@TempDir Path directory) throws Exception {
		for (String name : List.of("a", "b", "c")) {
			ScrapeProperties.Token token = new ScrapeProperties.Token();
			token.setFile(Files.writeString(directory.resolve(name), FIRST + name).toString());
			this.properties.getTokens().put(name, token);
		}
		ConfiguredTokens configured = new ConfiguredTokens("monitor.metrics.tokens", this.properties.getTokens());
		configured.start();
		Files.delete(directory.resolve("a"));
		assertThat(new ProcessBuilder("mkfifo", directory.resolve("b").toString() + "-pipe").start().waitFor())
			.isZero();
		Files.move(directory.resolve("b-pipe"), directory.resolve("b"), StandardCopyOption.REPLACE_EXISTING);
		Files.writeString(directory.resolve("c"), SECOND);
		await().until(() -> List.copyOf(configured.all()).get(2).hash().get().matches(TokenHash.of(SECOND)));
		assertThat(List.copyOf(configured.all()).get(0).hash().get().matches(TokenHash.of(FIRST + "a"))).isTrue();
		assertThat(List.copyOf(configured.all()).get(1).hash().get().matches(TokenHash.of(FIRST + "b"))).isTrue();
		configured.stop();
	}

	@Test
	void withoutFilesThereIsNoThread() {
		ConfiguredTokens configured = new ConfiguredTokens("monitor.metrics.tokens", this.properties.getTokens());
		configured.start();
		await().until(() -> threads() == 0);
		configured.stop();
	}

	private static long threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("monitor-token-files"))
			.count();
	}

}
