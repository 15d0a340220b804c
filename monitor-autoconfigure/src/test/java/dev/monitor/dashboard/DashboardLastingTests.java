package dev.monitor.dashboard;

import java.io.IOException;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page that stays open. Its clock is faster than the real one: pauses are left out, and
 * each answer is the first one two seconds later. {@code -Dmonitor.polls=43200} is a day.
 */
class DashboardLastingTests {

	private static final int POLLS = Integer.getInteger("monitor.polls", 2000);

	/**
	 * When the ten minutes that the chart shows have long been full, and the browser has
	 * compiled what it takes.
	 */
	private static final int FULL = 2000;

	/**
	 * What an object a poll would take.
	 */
	private static final int BYTES_A_POLL = 200;

	private static final String FASTER = """
			const fetchOnce = window.fetch;
			const wait = window.setTimeout;
			let first = null;
			window.polls = 0;
			window.setTimeout = (task, millis) => wait(task, millis >= 1000 ? 0 : millis);
			window.fetch = async (path, options) => {
				first ??= await (await fetchOnce(path, options)).text();
				const answer = JSON.parse(first);
				const later = 2 * ++window.polls;
				answer.time += 1000 * later;
				answer.seconds += later;
				answer.pulse.http.requests += later * later;
				answer.pulse.http.errors += later;
				return new Response(JSON.stringify(answer), { headers: { "Content-Type": "application/json" } });
			};
			""";

	@Test
	void itsMemoryStaysAsItIs() throws IOException {
		try (DashboardApp app = DashboardApp.start(TroubledSections.class); Chromium chromium = Chromium.start()) {
			chromium.before(FASTER);
			chromium.open(app.address());
			await(chromium, FULL);
			long before = chromium.usedHeap();
			Object elements = elements(chromium);
			await(chromium, FULL + POLLS);
			Awaitility.await().until(() -> chromium.usedHeap() - before < BYTES_A_POLL * (long) POLLS);
			assertThat(elements(chromium)).isEqualTo(elements);
			assertThat(String.valueOf(chromium.run("return document.querySelector('.numbers strong').textContent")))
				.matches("[\\d\\h]+");
		}
	}

	private static Object elements(Chromium chromium) throws IOException {
		return String.valueOf(chromium.run("return document.querySelectorAll('*').length"));
	}

	private static void await(Chromium chromium, int polls) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(1 + POLLS / 500))
			.until(() -> Boolean.TRUE.equals(chromium.run("return window.polls >= " + polls)));
	}

}
