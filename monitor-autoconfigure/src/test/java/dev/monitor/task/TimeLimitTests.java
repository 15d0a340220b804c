package dev.monitor.task;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TimeLimitTests {

	@Test
	void callFollowsUponAnotherThatHasEnded() throws Exception {
		TimeLimit limit = new TimeLimit("limited", Duration.ofSeconds(30));
		for (int i = 0; i < 2000; i++) {
			int number = i;
			assertThat(limit.call(() -> number)).isEqualTo(number);
		}
	}

	@Test
	void thereIsNoOtherCallWhileOneHangs() throws Exception {
		TimeLimit limit = new TimeLimit("limited", Duration.ofMillis(50));
		CountDownLatch end = new CountDownLatch(1);
		Callable<String> hangs = () -> {
			while (end.getCount() > 0) {
				try {
					end.await();
				}
				catch (InterruptedException ex) {
					// does not listen
				}
			}
			return "late";
		};
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> limit.call(hangs))
			.withMessage("No answer within 50 ms");
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> limit.call(() -> "next"))
			.withMessage("The call before has not ended");
		end.countDown();
		Awaitility.await().ignoreExceptions().until(() -> limit.call(() -> "next").equals("next"));
	}

}
