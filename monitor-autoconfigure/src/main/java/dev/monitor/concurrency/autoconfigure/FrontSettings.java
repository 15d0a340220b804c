package dev.monitor.concurrency.autoconfigure;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

import dev.monitor.concurrency.RejectionAnswers;
import dev.monitor.concurrency.RetryAfter;
import dev.monitor.http.OwnPaths;
import dev.monitor.http.spring.PathPatterns;

import org.springframework.beans.factory.ObjectProvider;

/**
 * What properties say to every front, whatever web server it stands in.
 */
final class FrontSettings {

	private FrontSettings() {
	}

	static Predicate<String> exclusions(ConcurrencyProperties properties, ObjectProvider<OwnPaths> ownPaths) {
		PathPatterns excluded = PathPatterns.parse("monitor.concurrency.exclude", properties.getExclude());
		OwnPaths own = OwnPaths.all(ownPaths.stream());
		return (path) -> own.contain(path) || excluded.match(path);
	}

	static RejectionAnswers answers(ConcurrencyProperties.Reject reject) {
		RetryAfter retryAfter = new RetryAfter(reject.getRetryAfterMin(), reject.getRetryAfterMax(), System::nanoTime,
				ThreadLocalRandom::current);
		return new RejectionAnswers(reject.getStatus(), retryAfter);
	}

}
