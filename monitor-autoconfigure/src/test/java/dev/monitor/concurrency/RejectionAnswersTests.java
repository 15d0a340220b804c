package dev.monitor.concurrency;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;

import dev.monitor.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RejectionAnswersTests {

	private final RetryAfter retryAfter = new RetryAfter(Duration.ofSeconds(2), Duration.ofSeconds(2), System::nanoTime,
			Random::new);

	@Test
	void answersTellTheReason() {
		assertThat(body(new RejectionAnswers(503, this.retryAfter), null)).endsWith("\"reason\":\"queue_full\"}");
	}

	@Test
	void answersOfPrioritiesTellThePriorityToo() {
		assertThat(body(RejectionAnswers.ranked(503, this.retryAfter), Priority.LOW))
			.endsWith("\"reason\":\"queue_full\",\"priority\":\"low\"}");
	}

	@Test
	void lowerPrioritiesStayAwayLongerUpToTheLongestDelay() {
		FakeTime time = new FakeTime();
		RejectionAnswers answers = RejectionAnswers.ranked(429,
				new RetryAfter(Duration.ofSeconds(1), Duration.ofSeconds(3), time::nanoTime, Least::new));
		assertThat(seconds(answers, Priority.CRITICAL)).isEqualTo(1);
		assertThat(seconds(answers, Priority.NORMAL)).isEqualTo(1);
		assertThat(seconds(answers, Priority.LOW)).isEqualTo(2);
		assertThat(seconds(answers, Priority.BULK)).isEqualTo(3);
	}

	@Test
	void rejectionsOfLowOnesKeepNobodyElseAway() {
		FakeTime time = new FakeTime();
		RejectionAnswers answers = RejectionAnswers.ranked(429,
				new RetryAfter(Duration.ofSeconds(1), Duration.ofSeconds(32), time::nanoTime, Least::new));
		for (int i = 0; i < 1000; i++) {
			seconds(answers, Priority.LOW);
			time.passMillis(20);
		}
		assertThat(seconds(answers, Priority.LOW)).isGreaterThan(2);
		assertThat(seconds(answers, Priority.NORMAL)).isEqualTo(1);
	}

	private static int seconds(RejectionAnswers answers, Priority priority) {
		HttpResponse answer = answers.next(Admission.QUEUE_FULL, priority);
		return Integer.parseInt(String.valueOf(answer.headers().get("Retry-After")));
	}

	private static String body(RejectionAnswers answers, @Nullable Priority priority) {
		return new String(answers.next(Admission.QUEUE_FULL, priority).body(), StandardCharsets.UTF_8);
	}

	/**
	 * Always says the least.
	 */
	private static final class Least extends Random {

		private static final long serialVersionUID = 1;

		@Override
		public int nextInt(int origin, int bound) {
			return origin;
		}

	}

}
