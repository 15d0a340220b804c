package dev.monitor.dependency.probe;

import java.io.IOException;
import java.net.ConnectException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import dev.monitor.check.CheckFailedException;
import dev.monitor.dependency.DependencySimulator;
import dev.monitor.dependency.DependencySimulator.Mode;
import dev.monitor.http.ExpectedStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

class HttpProbeTests {

	private final HttpProbeClient client = new HttpProbeClient();

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void succeedsWithAnExpectedStatus() throws IOException {
		try (DependencySimulator simulator = new DependencySimulator(Mode.OK)) {
			assertThatCode(() -> check(simulator, "200-299").check()).doesNotThrowAnyException();
			assertThat(simulator.lastRequest()).startsWith("GET /health HTTP/1.1\r\n")
				.contains("X-Token: tiger\r\n")
				.doesNotContain("Upgrade");
		}
	}

	@Test
	void failsWithAnyOtherStatus() throws IOException {
		try (DependencySimulator simulator = new DependencySimulator(Mode.ERROR)) {
			assertThatExceptionOfType(CheckFailedException.class).isThrownBy(() -> check(simulator, "200-299").check())
				.withMessage("HTTP 500");
			assertThatCode(() -> check(simulator, "200,500").check()).doesNotThrowAnyException();
		}
	}

	@Test
	void doesNotFollowARedirect() throws IOException {
		try (DependencySimulator simulator = new DependencySimulator(Mode.REDIRECT)) {
			assertThatExceptionOfType(CheckFailedException.class).isThrownBy(() -> check(simulator, "200-299").check())
				.withMessage("HTTP 302");
			assertThat(simulator.requests()).isEqualTo(1);
		}
	}

	@Test
	void failsWhenNobodyListens() throws IOException {
		try (DependencySimulator simulator = new DependencySimulator(Mode.REFUSE)) {
			assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> check(simulator, "200-299").check());
		}
	}

	@Test
	void failsWhenTheConnectionIsReset() throws IOException {
		try (DependencySimulator simulator = new DependencySimulator(Mode.RESET)) {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> check(simulator, "200-299").check());
		}
	}

	@Test
	void stopsReadingAnEndlessBody() throws IOException {
		try (DependencySimulator simulator = new DependencySimulator(Mode.ENDLESS)) {
			assertThatCode(() -> check(simulator, "200-299").check()).doesNotThrowAnyException();
			await().until(() -> simulator.openConnections() == 0);
			// what the sockets' buffers hold has been sent but not read
			assertThat(simulator.bytesSent()).isLessThan(64 << 20);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "HANG", "DRIP" })
	void interruptEndsTheExchangeAtAnyPoint(Mode mode) throws Exception {
		try (DependencySimulator simulator = new DependencySimulator(mode)) {
			CompletableFuture<Void> end = new CompletableFuture<>();
			Thread thread = new Thread(() -> {
				try {
					check(simulator, "200-299").check();
					end.complete(null);
				}
				catch (Throwable ex) {
					end.completeExceptionally(ex);
				}
			});
			thread.start();
			await().until(() -> simulator.requests() == 1 && (mode == Mode.HANG || simulator.bytesSent() > 100));
			thread.interrupt();
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> end.get(30, TimeUnit.SECONDS))
				.withCauseInstanceOf(InterruptedException.class);
			if (mode == Mode.DRIP) {
				await().until(() -> simulator.openConnections() == 0);
			}
		}
	}

	@Test
	void usesOneConnectionAgainAndAgain() throws Exception {
		try (DependencySimulator simulator = new DependencySimulator(Mode.OK)) {
			HttpProbe check = check(simulator, "200-299");
			for (int round = 0; round < 20; round++) {
				check.check();
			}
			assertThat(simulator.requests()).isEqualTo(20);
			assertThat(simulator.connections()).isEqualTo(1);
		}
	}

	@Test
	void closedClientStaysClosed() throws IOException {
		try (DependencySimulator simulator = new DependencySimulator(Mode.OK)) {
			HttpProbe check = check(simulator, "200-299");
			this.client.close();
			assertThatIllegalStateException().isThrownBy(check::check);
		}
	}

	private HttpProbe check(DependencySimulator simulator, String expected) {
		return new HttpProbe(HttpProbeRequest.to(simulator.url()).withHeaders(Map.of("X-Token", "tiger")),
				ExpectedStatus.parse(expected), this.client);
	}

}
