package dev.monitor.concurrency.reactive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing of Monitor blocks an event loop, see {@link WatchedServer}.
 */
class NonBlockingTests {

	@Test
	@Timeout(120)
	void noEventLoopIsBlocked() throws IOException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:+AllowRedefinitionToAddDeleteMethods", "-XX:+EnableDynamicAgentLoading", "-Xmx256m", "-cp",
				System.getProperty("java.class.path"), WatchedServer.class.getName())
			.redirectErrorStream(true)
			.start();
		try {
			process.getOutputStream().close();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(output).contains("blocked []", "left 0 0", "slow true", "queue_full=", "wait_timeout=");
		}
		finally {
			process.destroy();
		}
	}

}
