package dev.monitor.delivery;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.monitor.job.Job;
import dev.monitor.job.JobOutcome;
import dev.monitor.job.JobRun;
import dev.monitor.job.JobRuns;
import dev.monitor.job.JobTimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a job could not deliver is told when the job ends.
 */
class JobAttemptsTests {

	private static final Job JOB = new Job("db-scheduler", "default", "webhook", "1");

	private static final Job INNER = new Job("modulith", "default", "mail", "2");

	private final List<String> told = new ArrayList<>();

	private final ObservedDeliveries deliveries = new ObservedDeliveries(new Channels(),
			new FailingHosts(Clock.systemUTC()), List.of(), System::nanoTime);

	private final JobRuns runs = new JobRuns(List.of(this.deliveries), List.of());

	JobAttemptsTests() {
		this.deliveries.addListener(new DeliveryListener() {

			@Override
			public void failed(DeliveryFailure failure) {
				JobAttemptsTests.this.told.add(failure.channel() + " " + failure.host() + " " + failure.reason());
			}

		});
	}

	private void failAnAttempt(String channel) {
		assertThatExceptionOfType(ConnectException.class)
			.isThrownBy(() -> this.deliveries.attempt(channel, "https://a.test/hook", () -> {
				throw new ConnectException();
			}));
	}

	private void end(Job job, JobOutcome outcome) {
		this.runs.ended(new JobRun(job, 1, outcome, null, new JobTimes(null, Instant.EPOCH, Duration.ZERO)));
	}

	@ParameterizedTest
	@EnumSource
	void onlyAJobThatFailedForGoodHasFailedToDeliver(JobOutcome outcome) {
		this.runs.started(JOB);
		this.deliveries.attempt("webhooks", "b.test", () -> "");
		failAnAttempt("webhooks");
		assertThat(this.told).isEmpty();
		end(JOB, outcome);
		assertThat(this.told).hasSize((outcome == JobOutcome.FAILED) ? 1 : 0)
			.allMatch((line) -> line.equals("webhooks a.test econnrefused"));
		end(JOB, outcome);
		assertThat(this.told).as("once").hasSizeLessThan(2);
	}

	@Test
	void aJobThatFailedAfterItHadDeliveredHasNot() {
		this.runs.started(JOB);
		failAnAttempt("webhooks");
		this.deliveries.attempt("webhooks", "a.test", () -> "");
		end(JOB, JobOutcome.FAILED);
		assertThat(this.told).isEmpty();
	}

	@Test
	void whatTheApplicationHasToldIsNotToldAgain() {
		this.runs.started(JOB);
		failAnAttempt("webhooks");
		this.deliveries.failed("webhooks", "a.test", new ConnectException());
		end(JOB, JobOutcome.FAILED);
		assertThat(this.told).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void whatOnlyAJobTriesAgainIsFinalUnlessItDoes(JobOutcome outcome) {
		this.runs.started(JOB);
		failMails();
		assertThat(this.told).isEmpty();
		end(JOB, outcome);
		assertThat(this.told).hasSize((outcome == JobOutcome.RETRY) ? 0 : 2);
	}

	@Test
	void withoutAJobItIsFinalAtOnce() {
		failMails();
		assertThat(this.told).containsExactly("mail smtp.test econnrefused", "mail smtp.test io");
	}

	private void failMails() {
		this.deliveries.begin("mail", "smtp.test")
			.failedUnlessRetried(new ConnectException(), List.of(new ConnectException(), new IOException()));
	}

	@Test
	void aJobThatWasNotLetThroughIsTold() {
		ObservedDeliveries gated = new ObservedDeliveries(new Channels(), new FailingHosts(Clock.systemUTC()),
				List.of((host) -> false), System::nanoTime);
		gated.addListener(new DeliveryListener() {

			@Override
			public void failed(DeliveryFailure failure) {
				JobAttemptsTests.this.told.add(failure.reason());
			}

		});
		gated.started(JOB);
		assertThatExceptionOfType(DeliveryRejectedException.class)
			.isThrownBy(() -> gated.attempt("webhooks", "a.test", () -> ""));
		gated.ended(new JobRun(JOB, 1, JobOutcome.FAILED, null, new JobTimes(null, Instant.EPOCH, Duration.ZERO)));
		assertThat(this.told).containsExactly("rejected");
	}

	@Test
	void aJobInsideAnotherHasItsOwnDeliveries() {
		this.runs.started(JOB);
		failAnAttempt("webhooks");
		this.runs.started(INNER);
		failAnAttempt("mail");
		end(INNER, JobOutcome.FAILED);
		end(JOB, JobOutcome.FAILED);
		assertThat(this.told).containsExactly("mail a.test econnrefused", "webhooks a.test econnrefused");
	}

	@Test
	void runsWhoseEndIsNeverToldLeaveNothingBehind() {
		for (int i = 0; i < 25; i++) {
			this.runs.started(new Job("quartz", "default", "hangs", String.valueOf(i)));
		}
		this.runs.started(JOB);
		failAnAttempt("webhooks");
		end(JOB, JobOutcome.FAILED);
		end(INNER, JobOutcome.FAILED);
		assertThat(this.told).containsExactly("webhooks a.test econnrefused");
	}

}
