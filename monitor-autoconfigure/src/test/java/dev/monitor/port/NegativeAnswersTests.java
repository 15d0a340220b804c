package dev.monitor.port;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

import dev.monitor.gate.SwitchGate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever the reason is, no negative answer of any command reads as a positive one, as
 * several lines or as a secret. Load balancers look for {@code OK} anywhere.
 */
class NegativeAnswersTests {

	private static final int ROUNDS = 3000;

	private static final String SECRET = "hunter2";

	private static final List<String> PIECES = List.of("OK", "O", "K", "ok", "Ok", "TOKEN", "BOOKS", "OOKK", "O\nK",
			"O\r\nK", "O\u0000K", "O\u200bK", "O\u202eK", "O\u0085K", "O\u2028K", "\n", "\r\nOK\r\n", " ", ": ", "'",
			"\"", "#", "%s", "up 100%", "password=" + SECRET, "token: " + SECRET, "Authorization: Bearer " + SECRET,
			"jdbc:postgresql://orders:" + SECRET + "@db/orders", "https://db/?api_key=" + SECRET + "&b=OK", "\ud83d",
			"\ud83d\ude00", "Warmup in progress", "Shutting down", "Instance is booting", "x".repeat(150));

	private final Random random = new Random(20261128);

	private final SwitchGate gate = SwitchGate.opened("maintenance", Clock.systemUTC());

	private final AtomicReference<Exception> failure = new AtomicReference<>();

	private final Commands commands = TestPort.commands(List.of(this.gate), TestPort.inMemory("fail", (arguments) -> {
		throw this.failure.get();
	}));

	@Test
	void noneSaysOk() {
		for (int i = 0; i < ROUNDS; i++) {
			String reason = reason();
			this.gate.close(reason);
			this.failure.set(failure(reason));
			for (String line : List.of("health_check", "agent_check", "gates", "fail", "health_check " + reason,
					reason + " x", "help x" + reason, "gates " + reason)) {
				List<String> words = List.of(("x" + line).strip().split("\\s+"));
				assertNegative(reason, words);
				if (!line.startsWith(reason)) {
					assertNegative(reason, List.of(line.split("\\s+")));
				}
			}
		}
	}

	private void assertNegative(String reason, List<String> words) {
		List<String> answers = new ArrayList<>();
		this.commands.run(words, answers::add);
		assertThat(answers).singleElement()
			.asString()
			.as("%s for %s", words, reason)
			.doesNotContain("OK", SECRET)
			.matches("[^\\p{Cc}\\p{Cf}\\u2028\\u2029]+\\n?");
	}

	private String reason() {
		StringBuilder reason = new StringBuilder();
		for (int i = this.random.nextInt(1, 6); i > 0; i--) {
			reason.append(PIECES.get(this.random.nextInt(PIECES.size())));
			if (this.random.nextBoolean()) {
				reason.append(' ');
			}
		}
		return reason.toString();
	}

	private Exception failure(String message) {
		return switch (this.random.nextInt(4)) {
			case 0 -> new IllegalArgumentException(message);
			case 1 -> new IllegalStateException(message);
			case 2 -> new OKException(message);
			default -> new IllegalStateException(new IllegalArgumentException(message));
		};
	}

	private static final class OKException extends Exception {

		private static final long serialVersionUID = 1L;

		private OKException(String message) {
			super(message);
		}

	}

}
