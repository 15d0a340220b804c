package dev.monitor.dependency.probe;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.monitor.dependency.DependencySimulator;
import dev.monitor.dependency.DependencySimulator.Mode;
import dev.monitor.http.ExpectedStatus;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class HttpProbeClientTests {

	@Test
	void startsNoThreadBeforeTheFirstCheck() {
		Set<Thread> before = threads();
		HttpProbeClient client = new HttpProbeClient();
		assertThat(threads()).isSubsetOf(before);
		client.close();
		assertThat(threads()).isSubsetOf(before);
	}

	@Test
	void closeLeavesNoThreadBehind() throws Exception {
		Set<Thread> before = threads();
		for (int round = 0; round < 3; round++) {
			check();
		}
		await().untilAsserted(() -> {
			// on a JDK before 21 the client goes with its garbage
			System.gc();
			assertThat(threads()).isSubsetOf(before);
		});
	}

	private static void check() throws Exception {
		try (DependencySimulator simulator = new DependencySimulator(Mode.OK);
				HttpProbeClient client = new HttpProbeClient()) {
			new HttpProbe(HttpProbeRequest.to(simulator.url()).withHeaders(Map.of()), ExpectedStatus.parse("200"),
					client)
				.check();
		}
	}

	private static Set<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("monitor-dependency-http")
					|| thread.getName().startsWith("HttpClient-"))
			.collect(Collectors.toSet());
	}

}
